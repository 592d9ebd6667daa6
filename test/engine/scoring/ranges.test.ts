import assert from 'node:assert/strict';
import { type PositionContent, type Reducer } from '../../../engine/position/position.js';
import { scoreRanges } from '../../../engine/scoring/ranges.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';

describe('the ranges of scores', () => {
  it('go from the lowest that answers can make to the highest, at every score but a stoplight’s', () => {
    const { traits, superTraits, reducers } = scoreRanges(SAMPLE_POSITION);
    assert.deepEqual(Object.fromEntries(traits), { patience: { low: 0, high: 100 }, drive: { low: 2, high: 10 } });
    assert.deepEqual(Object.fromEntries(superTraits), { balance: { low: -10, high: 8 } });
    assert.deepEqual(Object.fromEntries(reducers), { overall: { low: 0, high: 100 }, weakest: { low: -10, high: 8 } });
  });

  it('are reversed where a weight is below 0', () => {
    const reducer = structuredClone(SAMPLE_POSITION.reducers[0]) as Extract<Reducer, { type: 'sum' }>;
    reducer.of = [{ kind: 'trait', name: 'drive', weight: -0.5 }];
    const { reducers } = scoreRanges({ ...SAMPLE_POSITION, reducers: [reducer] });
    assert.deepEqual(reducers.get('overall'), { low: -5, high: -1 });
  });

  it('look at the choices of a question once, however many traits and reducers there are', () => {
    let looks = 0;
    const [question] = SAMPLE_POSITION.questionnaire.questions;
    const { choices, ...rest } = question!;
    const questions = Array.from({ length: 500 }, (_, n) => ({
      ...rest,
      q: String(n),
      get choices() {
        looks += 1;
        return choices;
      },
    }));
    scoreRanges(atItsLargest(questions));
    assert.equal(looks, questions.length);
  });
});

/**
 * Makes a position with as many traits and reducers as possible. Each trait has all questions, and each reducer has all
 * traits.
 */
function atItsLargest(questions: PositionContent['questionnaire']['questions']): PositionContent {
  const { questionnaire, traits, reducers } = SAMPLE_POSITION;
  const items = questions.map(({ q }) => ({ q, weight: 1, reverse: false }));
  const many = Array.from({ length: 200 }, (_, n) => ({ ...traits[1]!, name: `t${n}`, items }));
  const of = many.map(({ name }) => ({ kind: 'trait' as const, name, weight: 1 }));
  return {
    ...SAMPLE_POSITION,
    questionnaire: { ...questionnaire, questions },
    traits: many,
    superTraits: [],
    reducers: many.map(({ name }) => ({ ...(reducers[0] as Extract<Reducer, { type: 'sum' }>), name, of })),
  };
}
