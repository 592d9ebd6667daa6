import assert from 'node:assert/strict';
import { reportScale } from '../../../../../routes/pages/report/page/report-scale.js';
import { notWellFormed } from '../../../../support/well-formed.js';

const BANDS = [
  { below: 45, final: 1, caption: {} },
  { below: 60, final: 2, caption: {} },
  { final: 3, caption: {} },
];

/** Draws the scale, and lists the decisions whose shape stands in their band. */
function shapesOf(score: number, rtl = false): string[] {
  const svg = reportScale(BANDS, { score, low: 0, high: 100, label: 'x', rtl, format: String }).toString();
  assert.equal(notWellFormed(svg), undefined);
  return [...svg.matchAll(/aria-hidden="true"[^>]*>\s*<g class="(\w+)"/g)].map(([, decision]) => decision!);
}

describe('the scale of a reducer', () => {
  it('has the shape of each decision in its band, from the left or from the right', () => {
    for (const rtl of [false, true]) assert.deepEqual(shapesOf(10, rtl), ['redirect', 'caution', 'proceed']);
  });

  it('leaves a shape out where the line of the pointer would cross it', () => {
    for (const rtl of [false, true]) {
      assert.deepEqual(shapesOf(52, rtl), ['redirect', 'proceed']);
      assert.deepEqual(shapesOf(46, rtl), ['redirect', 'caution', 'proceed']);
    }
  });
});
