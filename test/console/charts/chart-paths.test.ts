import assert from 'node:assert/strict';
import fc from 'fast-check';
import { latestOf, pathOf, scaleOf } from '../../../console/charts/chart-paths.js';

const BOX = { width: 100, height: 50 };
const values = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }), { maxLength: 100 });

describe('the path of a chart', () => {
  const cases: [string, (number | undefined)[], string][] = [
    ['goes from edge to edge', [0, 10, 5], 'M0 50L50 0L100 25'],
    ['is broken at a gap', [10, 10, undefined, 10, 10], 'M0 0L25 0M75 0L100 0'],
    ['is a dot for a value between gaps', [undefined, 5, undefined], 'M50 25h0'],
    ['is empty without values', [undefined, undefined], ''],
    ['stays below the top', [20], 'M0 0h0'],
  ];
  for (const [name, given, path] of cases) it(name, () => assert.equal(pathOf(given, 10, BOX), path));

  it('has a point for each value and a beginning after each gap, for any values', () => {
    fc.assert(
      fc.property(values, (given) => {
        const path = pathOf(given, scaleOf([given]), BOX);
        const counted = given.filter((value) => value !== undefined).length;
        const begins = given.filter((value, index) => value !== undefined && given[index - 1] === undefined).length;
        assert.equal((path.match(/[ML]/g) ?? []).length, counted);
        assert.equal((path.match(/M/g) ?? []).length, begins);
        assert.ok(!path.includes('NaN') && !path.includes('-'));
      }),
    );
  });
});

describe('the scale of a chart', () => {
  it('holds every value, and is at most twice as high as the greatest', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 4 }), (lines) => {
        const greatest = Math.max(1, ...lines.flat().map((value) => value ?? 0));
        const top = scaleOf(lines);
        assert.ok(top >= greatest && top <= 2 * greatest);
      }),
    );
  });
});

describe('the latest value', () => {
  it('is the last that is no gap', () => assert.equal(latestOf([1, 2, undefined]), 2));
  it('does not exist where all are gaps', () => assert.equal(latestOf([undefined]), undefined));
});
