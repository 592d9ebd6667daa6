import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PositionContent } from '../../../engine/position/position.js';
import { scoreRanges } from '../../../engine/scoring/ranges.js';
import { score } from '../../../engine/scoring/score.js';
import { positionAndAnswers } from '../../support/arbitrary-position.js';
import { SAMPLE_ANSWERS, SAMPLE_POSITION } from '../../support/sample-position.js';

const shuffled = positionAndAnswers.chain(({ position, answers }) =>
  fc.record({
    position: fc.constant(position),
    answers: fc.constant(answers),
    otherwise: fc.shuffledSubarray(answers, { minLength: answers.length }),
  }),
);

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** Makes three traits from 0 to 1, one for each question, and answers that give each of them 1/3. */
function thirds() {
  const questions = ['a', 'b', 'c'].map((q) => ({
    ...SAMPLE_POSITION.questionnaire.questions[0]!,
    q,
    choices: [1, 2, 3, 4].map((a) => ({ a, value: a, text: {} })),
  }));
  const traits = questions.map(({ q }) => ({
    name: q,
    caption: {},
    items: [{ q, weight: 1, reverse: false }],
    scale: { low: 0, high: 1 },
    texts: [],
  }));
  const bands = [
    { below: 1, final: 1, caption: {} },
    { final: 3, caption: {} },
  ];
  const part = (kind: 'trait' | 'super_trait', name: string) => ({ kind, name, weight: 1 });
  const sum = { caption: {}, type: 'sum' as const, bands };
  const [a, b, c] = [part('trait', 'a'), part('trait', 'b'), part('trait', 'c')];
  const two = { name: 'two', caption: {}, traits: ['a', 'b'].map((trait) => ({ trait, weight: 1 })) };
  const position: PositionContent = {
    ...SAMPLE_POSITION,
    questionnaire: { ...SAMPLE_POSITION.questionnaire, questions },
    traits,
    superTraits: [two],
    reducers: [
      { ...sum, name: 'three', of: [a, b, c] },
      { ...sum, name: 'two and one', of: [part('super_trait', 'two'), c] },
      { name: 'weakest', caption: {}, type: 'minimum', of: [a, b], bands },
    ],
  };
  return { position, answers: questions.map(({ q }) => ({ q, a: 2 })) };
}

describe('score', () => {
  it('goes from answers to traits, super traits and decisions', () => {
    assert.deepEqual(score(SAMPLE_POSITION, SAMPLE_ANSWERS), {
      traits: { patience: 100, drive: 8 },
      superTraits: { balance: 2 },
      reducers: {
        overall: { score: 100, final: 3 },
        weakest: { score: 2, final: 3 },
        stoplight: { score: 2, final: 3 },
      },
    });
  });

  describe('of parts that are a third each', () => {
    const { position, answers } = thirds();
    const sheet = score(position, answers);

    it('adds them unrounded and rounds each score once', () =>
      assert.deepEqual(sheet, {
        traits: { a: 0.3333, b: 0.3333, c: 0.3333 },
        superTraits: { two: 0.6667 },
        reducers: {
          three: { score: 1, final: 3 },
          'two and one': { score: 1, final: 3 },
          weakest: { score: 0.3333, final: 1 },
        },
      }));

    it('reaches the end of its range with the highest answers', () => {
      const highest = score(position, answers.map(({ q }) => ({ q, a: 4 }))); // prettier-ignore
      const { traits, superTraits, reducers } = scoreRanges(position);
      assert.deepEqual(
        [highest.traits.a, highest.superTraits.two, highest.reducers.three!.score],
        [traits.get('a')!.high, superTraits.get('two')!.high, reducers.get('three')!.high],
      );
    });
  });

  it('gives the same for the same answers, in any order, and changes nothing it is given', () => {
    fc.assert(
      fc.property(shuffled, ({ position, answers, otherwise }) => {
        const sheet = score(deepFreeze(position), deepFreeze(answers));
        assert.deepEqual(score(position, answers), sheet);
        assert.deepEqual(score(position, otherwise), sheet);
      }),
    );
  });

  it('keeps each score within its range', () => {
    fc.assert(
      fc.property(positionAndAnswers, ({ position, answers }) => {
        const sheet = score(position, answers);
        const ranges = scoreRanges(position);
        const decided = Object.entries(sheet.reducers).map(([name, decision]) => [name, decision.score] as const);
        for (const [scores, within] of [
          [Object.entries(sheet.traits), ranges.traits],
          [Object.entries(sheet.superTraits), ranges.superTraits],
          [decided, ranges.reducers],
        ] as const) {
          for (const [name, one] of scores) {
            const { low, high } = within.get(name) ?? { low: 0, high: Infinity };
            assert.ok(one >= low && one <= high, `${name}: ${low} ${one} ${high}`);
          }
        }
      }),
    );
  });

  it('throws rather than giving a score that is no number, for a position that no check would take', () => {
    const [first, ...others] = SAMPLE_POSITION.questionnaire.questions;
    const choices = first!.choices.map((choice) => ({ ...choice, value: 7 }));
    const questionnaire = { ...SAMPLE_POSITION.questionnaire, questions: [{ ...first!, choices }, ...others] };
    const traits = SAMPLE_POSITION.traits.map((trait) => ({
      ...trait,
      items: [{ q: first!.q, weight: 1, reverse: false }],
      scale: { low: 0, high: 100 },
    }));
    assert.throws(() => score({ ...SAMPLE_POSITION, questionnaire, traits }, SAMPLE_ANSWERS), /not a finite number/);
  });

  it('survives being stored as JSON', () => {
    fc.assert(
      fc.property(positionAndAnswers, ({ position, answers }) => {
        const sheet = score(position, answers);
        assert.deepEqual(JSON.parse(JSON.stringify(sheet)), sheet);
      }),
    );
  });

  it('ignores free text', () => {
    const without = SAMPLE_ANSWERS.filter(({ q }) => q !== '4');
    assert.deepEqual(score(SAMPLE_POSITION, without), score(SAMPLE_POSITION, SAMPLE_ANSWERS));
  });
});
