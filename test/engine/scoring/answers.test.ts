import assert from 'node:assert/strict';
import fc from 'fast-check';
import { missingAnswers, readAnswer, readAnswers } from '../../../engine/scoring/answers.js';
import { positionAndAnswers } from '../../support/arbitrary-position.js';
import { SAMPLE_ANSWERS, SAMPLE_POSITION } from '../../support/sample-position.js';

const { questions } = SAMPLE_POSITION.questionnaire;
const [choice, , optional, text] = questions;

describe('readAnswers', () => {
  it('reads answers in any order and gives them in the order of the questions', () => {
    assert.deepEqual(readAnswers([...SAMPLE_ANSWERS].reverse(), questions), { answers: SAMPLE_ANSWERS });
  });

  it('takes numbers for their texts and the other way round', () => {
    assert.deepEqual(readAnswers([{ q: 2, a: '3' }], questions), { answers: [{ q: '2', a: 3 }] });
  });

  it('takes null and blank text for no answer', () => {
    for (const list of [undefined, null, [], [{ q: '1', a: null }, { q: '2' }, { q: '4', a: ' \n\t' }]]) {
      assert.deepEqual(readAnswers(list, questions), { answers: [] });
    }
  });

  it('keeps a text as it was written', () => {
    const a = ' first | line\n\t- 日本 \u{1f600} ';
    assert.deepEqual(readAnswers([{ q: '4', a }], questions), { answers: [{ q: '4', a }] });
  });

  it('takes the line ends of forms for newlines', () => {
    assert.deepEqual(readAnswers([{ q: '4', a: 'x\r\ny' }], questions), { answers: [{ q: '4', a: 'x\ny' }] });
  });

  const refused: { name: string; list: unknown; pointers: string[] }[] = [
    { name: 'an object', list: {}, pointers: ['/answers'] },
    { name: 'a text', list: 'x', pointers: ['/answers'] },
    { name: 'more answers than questions', list: Array(5).fill({ q: '1', a: 1 }), pointers: ['/answers'] },
    { name: 'answers that are no objects', list: [1, null, []], pointers: ['/answers/0', '/answers/1', '/answers/2'] },
    { name: 'a question that is not there', list: [{ q: '9', a: 1 }], pointers: ['/answers/0/q'] },
    { name: 'a question of another type', list: [{ a: 1 }, { q: true, a: 1 }], pointers: ['/answers/0/q', '/answers/1/q'] }, // prettier-ignore
    {
      name: 'a question twice',
      list: [
        { q: '1', a: 1 },
        { q: 1, a: 1 },
      ],
      pointers: ['/answers/1/q'],
    },
    { name: 'a question twice, once without an answer', list: [{ q: '1', a: null }, { q: '1', a: 1 }], pointers: ['/answers/1/q'] }, // prettier-ignore
    { name: 'choices that are not offered', list: [{ q: '1', a: 6 }, { q: '2', a: '01' }, { q: '3', a: true }], pointers: ['/answers/0/a', '/answers/1/a', '/answers/2/a'] }, // prettier-ignore
    { name: 'a number for a text', list: [{ q: '4', a: 5 }], pointers: ['/answers/0/a'] },
    { name: 'a text that is too long', list: [{ q: '4', a: 'x'.repeat(201) }], pointers: ['/answers/0/a'] },
    { name: 'a control character', list: [{ q: '4', a: 'x\ry' }], pointers: ['/answers/0/a'] },
    { name: 'half a character', list: [{ q: '4', a: '\ud83d' }], pointers: ['/answers/0/a'] },
    { name: 'several faults together', list: [{ q: '9', a: 1 }, 5, { q: '1', a: 0 }], pointers: ['/answers/0/q', '/answers/1', '/answers/2/a'] }, // prettier-ignore
  ];
  for (const { name, list, pointers } of refused) {
    it(`refuses ${name}`, () => {
      const read = readAnswers(list, questions);
      assert.ok('faults' in read);
      assert.deepEqual(read.faults.map((fault) => fault.pointer), pointers); // prettier-ignore
    });
  }

  it('names the question and what is valid', () => {
    assert.deepEqual(readAnswers([{ q: '2', a: 7 }], questions), {
      faults: [{ pointer: '/answers/0/a', detail: 'of question 2 must be one of 1, 2, 3, 4, 5' }],
    });
  });

  it('gives back any answers that fit, whatever their order', () => {
    const sent = positionAndAnswers.chain(({ position, answers }) =>
      fc.record({
        asked: fc.constant(position.questionnaire.questions),
        answers: fc.constant(answers),
        sent: fc.shuffledSubarray(answers, { minLength: answers.length }),
      }),
    );
    fc.assert(
      fc.property(sent, ({ asked, answers, sent: list }) => {
        const fitting = answers.filter(({ q, a }) => {
          const { maxLength, type } = asked.find((question) => question.q === q)!;
          return type === 'choice' || [...String(a)].length <= maxLength;
        });
        const expected = fitting.filter(({ a }) => typeof a === 'number' || a.trim() !== '');
        const kept = list.filter((answer) => fitting.includes(answer));
        assert.deepEqual(readAnswers(kept, asked), { answers: expected });
      }),
    );
  });

  it('answers anything at all with answers or faults', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.record({ q: fc.anything(), a: fc.anything() }))), (list) => {
        const read = readAnswers(list, questions);
        assert.ok('answers' in read !== 'faults' in read);
      }),
    );
  });
});

describe('readAnswer', () => {
  it('counts the characters of a text, not their halves', () => {
    assert.deepEqual(readAnswer(text!, '\u{1f600}'.repeat(200)), { a: '\u{1f600}'.repeat(200) });
    assert.deepEqual(readAnswer(text!, '\u{1f600}'.repeat(201)), { detail: 'must be at most 200 characters long' });
  });

  it('gives the number of a choice', () => {
    assert.deepEqual([readAnswer(choice!, '5'), readAnswer(choice!, 5)], [{ a: 5 }, { a: 5 }]);
  });
});

describe('missingAnswers', () => {
  it('names the questions that are not optional and not answered, in order', () => {
    assert.deepEqual(missingAnswers(questions, []), ['1', '2', '4']);
    assert.deepEqual(missingAnswers(questions, [{ q: '2', a: 1 }]), ['1', '4']);
    assert.deepEqual(missingAnswers([optional!], []), []);
    assert.deepEqual(missingAnswers(questions, SAMPLE_ANSWERS), []);
  });
});
