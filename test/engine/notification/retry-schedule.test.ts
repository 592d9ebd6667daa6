import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAILY_JITTER_MS, nextAttemptAt, spreadOf } from '../../../engine/notification/retry-schedule.js';

const FAR = 10 ** 13;
const T0 = 1_700_000_000_000;
const next = (age: number, more: Partial<Parameters<typeof nextAttemptAt>[0]> = {}) =>
  nextAttemptAt({ firstStartedAt: T0, lastStartedAt: T0 + age, now: T0 + age, expiresAt: FAR, spread: 0, ...more });

describe('nextAttemptAt', () => {
  const tiers = [
    { age: 0, step: 1_000 },
    { age: 59_999, step: 1_000 },
    { age: 60_000, step: 60_000 },
    { age: 3_599_999, step: 60_000 },
    { age: 3_600_000, step: 86_400_000 },
    { age: 90 * 86_400_000, step: 86_400_000 },
  ];
  for (const { age, step } of tiers) {
    it(`waits ${step} ms after an attempt at the age of ${age} ms`, () => {
      assert.equal(next(age), T0 + age + step);
    });
  }

  it('is tried by the minute from the first attempt on where one probably arrived, and as ever after it', () => {
    const probablyArrived = true;
    for (const age of [0, 59_999, 60_000]) assert.equal(next(age, { probablyArrived }), T0 + age + 60_000);
    assert.equal(next(3_600_000, { probablyArrived }), next(3_600_000));
  });

  it('does not make up for an outage of ours', () => {
    assert.equal(next(5_000, { now: T0 + 50_000 }), T0 + 50_000);
  });

  it('is over when the next attempt would start at the expiry', () => {
    assert.equal(next(0, { expiresAt: T0 + 1_000 }), undefined);
    assert.equal(next(0, { expiresAt: T0 + 1_001 }), T0 + 1_000);
  });

  it('spreads the daily tier only, and by no more than the jitter', () => {
    assert.equal(next(0, { spread: 0.5 }), T0 + 1_000);
    assert.equal(next(3_600_000, { spread: -1 }), T0 + 3_600_000 + 86_400_000 - DAILY_JITTER_MS);
  });

  it('holds over whole lives: starts rise, tiers are kept, nothing starts at or after the expiry', () => {
    const attempt = fc.record({
      duration: fc.integer({ min: 0, max: 10_000 }),
      late: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(
        fc.array(attempt, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 10 ** 9 }),
        (attempts, life) => {
          const expiresAt = T0 + life;
          let started = T0;
          for (const { duration, late } of attempts) {
            const at = nextAttemptAt({
              firstStartedAt: T0,
              lastStartedAt: started,
              now: started + duration,
              expiresAt,
              spread: 0,
            });
            if (at === undefined) return;
            assert.ok(at < expiresAt);
            assert.ok(at >= started + duration, 'attempts never overlap');
            const age = started - T0;
            const step = age < 60_000 ? 1_000 : age < 3_600_000 ? 60_000 : 86_400_000;
            assert.equal(at, Math.max(started + step, started + duration));
            started = Math.min(at + late, expiresAt - 1);
          }
        },
      ),
    );
  });
});

describe('spreadOf', () => {
  it('lies between -1 and 1, is always the same, and differs between neighbours', () => {
    const spreads = Array.from({ length: 1000 }, (_, id) => spreadOf(String(id)));
    assert.ok(spreads.every((spread) => spread >= -1 && spread < 1));
    assert.deepEqual(
      spreads,
      Array.from({ length: 1000 }, (_, id) => spreadOf(String(id))),
    );
    const mean = spreads.reduce((sum, spread) => sum + spread, 0) / spreads.length;
    assert.ok(Math.abs(mean) < 0.1, `mean ${mean}`);
    assert.ok(new Set(spreads).size > 990);
  });
});
