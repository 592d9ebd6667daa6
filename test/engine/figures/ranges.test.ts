import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pointsOf, type Range, RANGES } from '../../../engine/figures/ranges.js';

const MINUTE = 60_000;
const at = (time: string): number => Date.parse(`2026-05-04T${time}Z`);

describe('pointsOf', () => {
  const counts: Record<Range, number> = { '1h': 60, '6h': 72, '24h': 96, '7d': 84 };
  for (const range of Object.keys(RANGES) as Range[]) {
    it(`gives ${counts[range]} points a step apart for ${range}, the last with the newest minute that is written`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), (now) => {
          const { starts, stepMs, until } = pointsOf(range, now);
          assert.equal(starts.length, counts[range]);
          assert.ok(starts.every((start, index) => start === starts[0]! + index * stepMs && start % stepMs === 0));
          assert.ok(until % MINUTE === 0 && until <= now - 15_000 && until > now - 75_000);
          assert.ok(starts.at(-1)! < until && until <= starts.at(-1)! + stepMs);
        }),
      );
    });
  }

  it('shows a minute 15 s after its end', () => {
    assert.equal(pointsOf('1h', at('10:05:14.999')).starts.at(-1), at('10:03:00'));
    assert.equal(pointsOf('1h', at('10:05:15')).starts.at(-1), at('10:04:00'));
  });
});
