import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ClaimedNotification } from '../../db/notifications/claim-notifications.js';
import { notificationAttempt } from '../../src/sending/notification-attempt.js';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const JITTER = 10 * MINUTE;
const T0 = 1_700_000_000_000;

interface Life {
  id: string;
  lifeMs: number;
  /** How long each attempt takes. The durations are used in turn. */
  durations: number[];
  /** When the outage begins, after T0, and how long it lasts. No notifier runs in an outage. */
  outage: { at: number; for: number };
}

/**
 * Returns the starts of the attempts of a notification that is never answered, until it ends. Each attempt is claimed
 * at the moment it is due, except in the outage.
 */
async function live({ id, lifeMs, durations, outage }: Life): Promise<{ starts: number[]; ended: string }> {
  let now = T0;
  const starts: number[] = [];
  let ended: string | undefined;
  const attempt = notificationAttempt({
    deliver: async () => {
      const startedAt = now;
      starts.push(startedAt);
      const totalMs = durations[starts.length % durations.length]!;
      now += totalMs;
      return { startedAt, totalMs, result: { fault: 'timed out' }, blocked: false, reply: '' };
    },
    end: async (_claimed, state) => void (ended = state),
    now: () => now,
  });
  let dueAt = T0;
  while (ended === undefined) {
    assert.ok(starts.length < 1_000, 'a burst without end');
    const isOut = dueAt >= T0 + outage.at && dueAt < T0 + outage.at + outage.for;
    now = isOut ? T0 + outage.at + outage.for : dueAt;
    const finished = await attempt({
      ...{ notificationId: id, applicationId: '1', accountId: '1', token: 't', claims: 1, payload: '{}', lateMs: 0 },
      kind: 'notification',
      ...{ attempts: starts.length, appUrl: 'https://p.example.com/', config: '', signingSecrets: [] },
      firstStartedAt: starts[0],
      expiresAt: T0 + lifeMs,
      isReminder: false,
    } satisfies ClaimedNotification);
    if (finished === undefined) break;
    if ('ended' in finished.next) ended = finished.next.ended;
    else dueAt = now + finished.next.dueInMs;
  }
  return { starts, ended: ended! };
}

const lives = fc.record({
  id: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String),
  lifeMs: fc.oneof(fc.integer({ min: 1, max: 2 * HOUR }), fc.integer({ min: HOUR, max: 400 * DAY })),
  durations: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 5 }),
  outage: fc.record({
    at: fc.oneof(fc.integer({ min: 0, max: 2 * HOUR }), fc.integer({ min: 0, max: 60 * DAY })),
    for: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * HOUR }), fc.integer({ min: 0, max: 10 * DAY })),
  }),
});

const stepAfter = (age: number) => (age < MINUTE ? SECOND : age < HOUR ? MINUTE : DAY);

describe('the schedule of a notification that nobody answers', () => {
  it('is every second, every minute, then daily, until the expiry ends it and never at or after it', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const { starts, ended } = await live(life);
        assert.equal(ended, 'expired');
        assert.ok(starts.every((at) => at < T0 + life.lifeMs));
        for (const [index, at] of starts.slice(1).entries()) {
          const before = starts[index]!;
          const step = stepAfter(before - starts[0]!);
          const took = life.durations[(index + 1) % life.durations.length]!;
          const spread = step === DAY ? JITTER : 0;
          assert.ok(at - before >= Math.max(step - spread, took), `${at - before} ms at the age of ${before - T0}`);
          const outageEnd = T0 + life.outage.at + life.outage.for;
          if (at !== outageEnd) assert.ok(at - before <= Math.max(step + spread, took));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does not make up for an outage: one attempt at its end, and then by the age', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const { starts } = await live(life);
        const [from, until] = [T0 + life.outage.at, T0 + life.outage.at + life.outage.for];
        // If no attempt was due in the outage, there is nothing to see.
        const whole = await live({ ...life, outage: { at: 0, for: 0 } });
        assert.ok(starts.length <= whole.starts.length);
        assert.ok(starts.every((at) => at < from || at >= until || life.outage.for === 0));
        assert.ok(starts.filter((at) => at >= until && at < until + SECOND).length <= 1);
      }),
      { numRuns: 100 },
    );
  });

  it('has 60 attempts in the first minute, 59 more in the first hour, and 364 more in a year', async () => {
    const year = { id: '7', lifeMs: 365 * DAY, durations: [0], outage: { at: 0, for: 0 } };
    const { starts } = await live(year);
    const until = (age: number) => starts.filter((at) => at - T0 < age).length;
    assert.deepEqual([until(MINUTE), until(HOUR)], [60, 119]);
    assert.ok(Math.abs(starts.length - (119 + 365)) <= 3, `${starts.length}`);
  });
});
