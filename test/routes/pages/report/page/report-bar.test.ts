import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reportBar } from '../../../../../routes/pages/report/page/report-bar.js';
import { notWellFormed } from '../../../../support/well-formed.js';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const row = fc
  .record({ score: number, ends: fc.tuple(number, number), cutOffs: fc.array(number, { maxLength: 4 }) })
  .map(({ ends, ...rest }) => ({ ...rest, low: Math.min(...ends), high: Math.max(...ends) }));

const draw = (given: Parameters<typeof reportBar>[0], rtl = false) => reportBar(given, rtl).toString();

function barOf(svg: string): { x: number; width: number } {
  const [, x, width] = /class="bar-value"\s+x="(.+?)%"\s+y=".+?"\s+width="(.+?)%"/.exec(svg)!;
  return { x: Number(x), width: Number(width) };
}

describe('the bar of a score', () => {
  it('is well-formed XML and inside its box, with its ticks inside the range', () => {
    fc.assert(
      fc.property(row, fc.boolean(), (given, rtl) => {
        const svg = draw(given, rtl);
        assert.equal(notWellFormed(svg), undefined);
        const { x, width } = barOf(svg);
        assert.ok(x >= 0 && width >= 0 && x + width <= 100.002, svg);
        const inside = given.cutOffs.filter((cutOff) => cutOff > given.low && cutOff < given.high);
        assert.equal(svg.match(/class="bar-cut"/g)?.length ?? 0, inside.length);
      }),
    );
  });

  it('is mirrored where one reads from right to left', () => {
    fc.assert(
      fc.property(row, (given) => {
        const [left, right] = [barOf(draw(given)), barOf(draw(given, true))];
        assert.ok(Math.abs(100 - left.x - left.width - right.x) < 0.01);
        assert.ok(Math.abs(left.width - right.width) < 0.01);
      }),
    );
  });

  it('is no shorter for a higher score in a range without a zero', () => {
    fc.assert(
      fc.property(fc.tuple(number, number), fc.double({ min: 1, max: 1e6, noNaN: true }), (scores, size) => {
        const widths = [Math.min(...scores), Math.max(...scores)].map(
          (score) => barOf(draw({ score, low: 1, high: 1 + size, cutOffs: [] })).width,
        );
        assert.ok(widths[0]! <= widths[1]!);
      }),
    );
  });

  const drawn: { name: string; row: { score: number; low: number; high: number }; x: number; width: number }[] = [
    { name: 'the middle', row: { score: 50, low: 0, high: 100 }, x: 0, width: 50 },
    { name: 'the lowest score', row: { score: 2, low: 2, high: 10 }, x: 0, width: 0 },
    { name: 'the highest score', row: { score: 10, low: 2, high: 10 }, x: 0, width: 100 },
    { name: 'less than the range has', row: { score: -5, low: 0, high: 100 }, x: 0, width: 0 },
    { name: 'more than the range has', row: { score: 500, low: 0, high: 100 }, x: 0, width: 100 },
    { name: 'a score below a zero within', row: { score: -5, low: -10, high: 10 }, x: 25, width: 25 },
    { name: 'a score above a zero within', row: { score: 5, low: -10, high: 10 }, x: 50, width: 25 },
    { name: 'only negative scores', row: { score: -5, low: -10, high: 0 }, x: 0, width: 50 },
  ];
  for (const { name, row: given, x, width } of drawn) {
    it(`draws ${name}`, () => {
      const bar = barOf(draw({ cutOffs: [], ...given }));
      assert.deepEqual([bar.x, bar.width], [x, width]);
    });
  }
});
