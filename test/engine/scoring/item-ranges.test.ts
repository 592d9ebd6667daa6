import assert from 'node:assert/strict';
import { itemRanges } from '../../../engine/scoring/item-ranges.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';

describe('the ranges of items', () => {
  it('go by the values of choices, in whatever order they stand, not by their names', () => {
    const [question] = SAMPLE_POSITION.questionnaire.questions;
    const choices = [7, -3, 2].map((value, index) => ({ a: index + 1, value, text: {} }));
    const { low, high, valueOf } = itemRanges([{ ...question!, choices }]).get('1')!;
    assert.deepEqual([low, high, valueOf.get(2)], [-3, 7, -3]);
  });
});
