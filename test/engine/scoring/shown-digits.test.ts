import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shownDigits } from '../../../engine/scoring/shown-digits.js';

describe('shownDigits', () => {
  const cases: {
    name: string;
    score: number;
    cutOffs: number[];
    range?: { low: number; high: number };
    digits: number;
  }[] = [
    { name: 'none where a whole number is enough', score: 45.3125, cutOffs: [45], digits: 0 },
    { name: 'more where the whole number would stand in the next band', score: 44.9, cutOffs: [45], digits: 1 },
    { name: 'as many as it takes', score: 44.9951, cutOffs: [45], digits: 3 },
    { name: 'none without cut-offs', score: 44.9951, cutOffs: [], digits: 0 },
    { name: 'more where the cut-off itself has digits', score: 2.6, cutOffs: [2.5], digits: 0 },
    { name: 'one on a narrow line', score: 3.25, cutOffs: [], range: { low: 1, high: 5 }, digits: 1 },
    { name: 'none on the usual line', score: 3.25, cutOffs: [], range: { low: 0, high: 100 }, digits: 0 },
  ];
  for (const { name, score, cutOffs, range, digits } of cases) {
    it(`is ${name}`, () => assert.equal(shownDigits(score, cutOffs, range), digits));
  }

  it('never shows a score on the other side of a cut-off', () => {
    const number = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((value) => value / 10_000);
    fc.assert(
      fc.property(number, fc.array(number), (score, cutOffs) => {
        const shown = Number(score.toFixed(4 - (4 - shownDigits(score, cutOffs))));
        for (const cutOff of cutOffs) assert.equal(shown >= cutOff, score >= cutOff);
      }),
    );
  });
});
