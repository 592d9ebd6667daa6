import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ChartRow } from '../../../../../routes/pages/report/content/report-content.js';
import { reportChart } from '../../../../../routes/pages/report/page/report-chart.js';
import { notWellFormed } from '../../../../support/well-formed.js';

const OPTIONS = { id: 'c', title: 'Traits', description: 'Bars.', rtl: false, format: String };

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const row: fc.Arbitrary<ChartRow> = fc
  .record({ label: fc.string({ unit: 'binary', maxLength: 200 }), score: number, ends: fc.tuple(number, number) })
  .map(({ ends, ...rest }) => ({ ...rest, low: Math.min(...ends), high: Math.max(...ends) }));
const rows = fc.array(row, { maxLength: 6 });
const looks = fc.record({ rtl: fc.boolean(), title: fc.string({ unit: 'binary' }), description: fc.string() });

const draw = (list: ChartRow[], more: Partial<typeof OPTIONS> = {}) =>
  reportChart(list, { ...OPTIONS, ...more }).toString();

interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

function barsOf(svg: string, className = 'chart-bar'): Bar[] {
  const pattern = new RegExp(`<rect class="${className}" x="(.+?)%" y="(.+?)" width="(.+?)%" height="(.+?)"`, 'g');
  return [...svg.matchAll(pattern)].map(([, ...numbers]) => {
    const [x, y, width, height] = numbers.map(Number) as [number, number, number, number];
    return { x, y, width, height };
  });
}

describe('the chart of a report', () => {
  it('is well-formed XML with a title and a description, whatever its texts hold', () => {
    fc.assert(
      fc.property(rows, looks, (list, more) => {
        const svg = draw(list, more);
        assert.equal(notWellFormed(svg), undefined);
        assert.match(
          svg,
          /^<svg\s[^>]*role="img"\s[^>]*aria-labelledby="c-title"\s+aria-describedby="c-desc"\s*>\s*<title id="c-title">/,
        );
      }),
    );
  });

  it('has every bar inside the box', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (list, rtl) => {
        const svg = draw(list, { rtl });
        const height = Number(/height="(\d+)"/.exec(svg)![1]);
        const bars = barsOf(svg);
        assert.equal(bars.length, list.length);
        for (const bar of bars) {
          assert.ok(bar.x >= 0 && bar.width >= 0 && bar.x + bar.width <= 100.002, JSON.stringify(bar));
          assert.ok(bar.y >= 0 && bar.y + bar.height <= height, JSON.stringify(bar));
        }
      }),
    );
  });

  it('keeps the order, one row under the other', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const bars = barsOf(draw(list));
        bars.slice(1).forEach((bar, index) => assert.ok(bar.y >= bars[index]!.y + bars[index]!.height));
        const order = [
          ...draw(list.map((each, index) => ({ ...each, label: `row-${index}` }))).matchAll(/>row-(\d)</g),
        ];
        assert.deepEqual(
          order.map(([, index]) => Number(index)),
          [...list.keys()],
        );
      }),
    );
  });

  it('is mirrored where one reads from right to left', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [left, right] = [barsOf(draw(list)), barsOf(draw(list, { rtl: true }))];
        left.forEach(({ x, width }, index) => {
          assert.ok(Math.abs(100 - x - width - right[index]!.x) < 0.01);
          assert.ok(Math.abs(width - right[index]!.width) < 0.01);
        });
      }),
    );
  });

  it('draws no shorter bar for a higher score in a range without a zero', () => {
    fc.assert(
      fc.property(fc.tuple(number, number), fc.double({ min: 1, max: 1e6, noNaN: true }), (scores, size) => {
        const [less, more] = [Math.min(...scores), Math.max(...scores)];
        const bars = barsOf(draw([less, more].map((score) => ({ label: 'a', score, low: 1, high: 1 + size }))));
        assert.ok(bars[0]!.width <= bars[1]!.width);
      }),
    );
  });

  const drawn: { name: string; row: Omit<ChartRow, 'label'>; x: number; width: number }[] = [
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
      const [bar] = barsOf(draw([{ label: 'a', ...given }]));
      assert.deepEqual([bar!.x, bar!.width], [x, width]);
    });
  }

  const linesOf = (label: string) =>
    [...draw([{ label, score: 1, low: 0, high: 2 }]).matchAll(/class="chart-label"[^>]*>([^<]*)</g)].map(
      ([, line]) => line,
    );
  const labels: { name: string; label: string; lines: string[] }[] = [
    { name: 'a short label as it is', label: 'Patience', lines: ['Patience'] },
    {
      name: 'a long label in lines of whole words',
      label: 'Stays calm when several customers ask at once',
      lines: ['Stays calm when several', 'customers ask at once'],
    },
    {
      name: 'ideographs in shorter lines',
      label: '\u5fcd'.repeat(20),
      lines: ['\u5fcd'.repeat(15), '\u5fcd'.repeat(5)],
    },
    {
      name: 'a word longer than a line in pieces, and no more than three lines',
      label: 'x'.repeat(200),
      lines: ['x'.repeat(31), 'x'.repeat(31), `${'x'.repeat(31)}\u2026`],
    },
  ];
  for (const { name, label, lines } of labels) {
    it(`writes ${name}`, () => assert.deepEqual(linesOf(label), lines));
  }
});
