import { type Report } from './fault-report.js';
import { type TraitDocument } from './position-document.js';

// Half of the last of the four decimals of a score.
const TOLERANCE = 0.000_05;

/**
 * Reports a scale that is no range, and a scale that cannot be used. It cannot be used when every answer gives the same
 * sum, or when the sums are so close together for their size that the rounding of floating point would show in the
 * score. `valuesOf` gives the values of an item's choices, none for an item that is reported elsewhere.
 */
export function checkScale({ items, scale }: TraitDocument, report: Report, valuesOf: (q: string) => number[]): void {
  if (!scale) return;
  if (scale.high <= scale.low) report('must be more than low', 'scale', 'high');
  const known = items.flatMap(({ q, weight = 1 }) => {
    const values = valuesOf(String(q));
    return values.length > 0 ? [{ weight: Math.abs(weight), low: Math.min(...values), high: Math.max(...values) }] : [];
  });
  if (known.length < items.length) return;
  if (known.every(({ low, high }) => low === high)) {
    report('must not be given if every answer gives the same sum', 'scale');
  } else if (!(errorOf(known) * (scale.high - scale.low) <= TOLERANCE)) {
    const mend = 'weights and values of the items must be nearer to each other in size';
    report(`must not be given if the sums differ too little for their size: ${mend}`, 'scale');
  }
}

/**
 * The maximum error of a place between the lowest sum (0) and the highest (1). Each product and each addition is off by
 * an epsilon of the largest sum, or by the least number there is. The result is infinite or not a number when the range
 * vanishes.
 */
function errorOf(items: readonly { weight: number; low: number; high: number }[]): number {
  const range = items.reduce((sum, { weight, low, high }) => sum + weight * (high - low), 0);
  const size = items.reduce((sum, { weight, low, high }) => sum + weight * Math.max(Math.abs(low), Math.abs(high)), 0);
  // The sum and both ends of the range are three such chains. The mirrored value of a reverse item takes two additions.
  const steps = 3 * (items.length + 3);
  return (steps * (Number.EPSILON * size + Number.MIN_VALUE)) / range;
}
