import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { bucketOf, BUCKETS } from '../../engine/figures/buckets.js';
import { type MinuteCounts, nothingCounted } from '../../engine/figures/minute-counts.js';
import { type AttemptOutcome } from '../../engine/notification/outcome.js';
import { type Observation } from '../../middleware/access-log.js';
import { type AuthOutcome } from '../../middleware/authentication/prove-password.js';

/** The figures of the minute that is under way. Each call adds to some numbers and does nothing else. */
export interface MinuteCounter {
  request(observation: Pick<Observation, 'status' | 'seconds'>): void;
  claimed(lateMs: number, channel: NotificationChannel): void;
  attempted(outcome: AttemptOutcome, milliseconds: number, channel: NotificationChannel): void;
  /** Sign-ins since the start of the process. Whoever signs users in adds to them. */
  auth: Record<AuthOutcome, number>;
  /** What was counted since the last call. */
  take(): MinuteCounts;
}

/** Counts what one process does. */
export function countMinute(): MinuteCounter {
  const auth: MinuteCounter['auth'] = { cached: 0, verified: 0, refused: 0, throttled: 0, busy: 0 };
  let authBefore = { ...auth };
  let counts = nothingCounted();
  return {
    auth,
    request({ status, seconds }) {
      counts.requests += 1;
      if (status >= 500) counts.serverErrors += 1;
      else if (status >= 400) counts.clientErrors += 1;
      counts.buckets.request[bucketOf(BUCKETS.request, seconds * 1000)]! += 1;
    },
    claimed(lateMs, channel) {
      if (channel === 'endpoint') counts.buckets.lateness[bucketOf(BUCKETS.lateness, lateMs)]! += 1;
    },
    attempted(outcome, milliseconds, channel) {
      if (channel === 'messages') {
        counts[outcome === 'delivered' ? 'messagesSent' : 'messagesFailed'] += 1;
        return;
      }
      counts[outcome === 'no-response' ? 'noResponse' : outcome] += 1;
      counts.buckets.attempt[bucketOf(BUCKETS.attempt, milliseconds)]! += 1;
    },
    take() {
      const taken = {
        ...counts,
        signInsRefused: auth.refused - authBefore.refused,
        signInsThrottled: auth.throttled - authBefore.throttled,
        signInsBusy: auth.busy - authBefore.busy,
      };
      authBefore = { ...auth };
      counts = nothingCounted();
      return taken;
    },
  };
}
