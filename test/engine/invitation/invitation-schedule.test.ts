import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  INVITATION_TRIED_MS,
  type InvitationTimes,
  nextInvitationAt,
} from '../../../engine/invitation/invitation-schedule.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = 1_000_000_000_000;

const at = (ageMs: number, more: Partial<InvitationTimes> = {}): number | undefined => {
  const last = FIRST + ageMs;
  const next = nextInvitationAt({
    firstStartedAt: FIRST,
    lastStartedAt: last,
    now: last,
    expiresAt: Number.MAX_SAFE_INTEGER,
    ...more,
  });
  return next === undefined ? undefined : next - last;
};

describe('nextInvitationAt', () => {
  it('tries every minute for an hour, hourly for three days, then no more', () => {
    assert.deepEqual(
      [0, 59 * MINUTE, HOUR - 1, HOUR, 71 * HOUR, 71 * HOUR + 1, 72 * HOUR].map((age) => at(age)),
      [MINUTE, MINUTE, MINUTE, HOUR, HOUR, undefined, undefined],
    );
  });

  it('starts no attempt at or after the expiry', () => {
    assert.equal(at(0, { expiresAt: FIRST + MINUTE }), undefined);
    assert.equal(at(0, { expiresAt: FIRST + MINUTE + 1 }), MINUTE);
  });

  it('does not make up for what was missed', () => {
    assert.equal(at(0, { now: FIRST + 5 * HOUR }), 5 * HOUR);
  });

  it('lies in the future, before the expiry and the end of the three days, and comes to an end', () => {
    const age = fc.integer({ min: 0, max: 5 * 24 * HOUR });
    fc.assert(
      fc.property(age, fc.nat(10 * HOUR), fc.nat(6 * 24 * HOUR), (last, late, lifetime) => {
        const [lastStartedAt, now, expiresAt] = [FIRST + last, FIRST + last + late, FIRST + lifetime];
        const next = nextInvitationAt({ firstStartedAt: FIRST, lastStartedAt, now, expiresAt });
        if (next === undefined) return;
        assert.ok(next >= now && next < expiresAt && next >= lastStartedAt + MINUTE);
        assert.ok(next <= FIRST + INVITATION_TRIED_MS);
      }),
    );
    let attempts = 1;
    for (let started: number | undefined = FIRST; ; attempts += 1) {
      const expiresAt = Number.MAX_SAFE_INTEGER;
      started = nextInvitationAt({ firstStartedAt: FIRST, lastStartedAt: started, now: started, expiresAt });
      if (started === undefined) break;
    }
    assert.equal(attempts, 1 + 60 + 71);
  });
});
