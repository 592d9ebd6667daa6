import { type ClaimedNotification } from '../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';

// If sending a notification crashes the process, no attempt of it is ever recorded.
const MAX_CLAIMS = 5;

export interface AttemptIfLiveParts {
  /** Ends the notification without an attempt. */
  end(claimed: ClaimedNotification, state: 'expired' | 'parked'): Promise<void>;
  now(): number;
}

type MakeAttempt = (claimed: ClaimedNotification) => Promise<FinishedAttempt | undefined>;

/**
 * Makes the attempt, unless the notification has expired or was claimed five times without a recorded attempt. Then it
 * ends without another attempt.
 */
export function attemptIfLive({ end, now }: AttemptIfLiveParts, attempt: MakeAttempt): MakeAttempt {
  return async (claimed) => {
    if (claimed.claims > MAX_CLAIMS) return void (await end(claimed, 'parked'));
    if (now() >= claimed.expiresAt) return void (await end(claimed, 'expired'));
    return attempt(claimed);
  };
}
