import assert from 'node:assert/strict';
import fc from 'fast-check';
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

  it('gives the same for the same answers, in any order, and changes nothing it is given', () => {
    fc.assert(
      fc.property(shuffled, ({ position, answers, otherwise }) => {
        const sheet = score(deepFreeze(position), deepFreeze(answers));
        assert.deepEqual(score(position, answers), sheet);
        assert.deepEqual(score(position, otherwise), sheet);
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
