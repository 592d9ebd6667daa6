import { type ClaimedNotification } from '../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';

// A notification that takes its process down with it never gets an attempt recorded.
const MAX_CLAIMS = 5;

export interface AttemptIfLiveParts {
  /** Ends it without an attempt. */
  end(claimed: ClaimedNotification, state: 'expired' | 'parked'): Promise<void>;
  now(): number;
}

type MakeAttempt = (claimed: ClaimedNotification) => Promise<FinishedAttempt | undefined>;

/**
 * The attempt, except of what has expired or was claimed five times without one recorded: that ends without another.
 */
export function attemptIfLive({ end, now }: AttemptIfLiveParts, attempt: MakeAttempt): MakeAttempt {
  return async (claimed) => {
    if (claimed.claims > MAX_CLAIMS) return void (await end(claimed, 'parked'));
    if (now() >= claimed.expiresAt) return void (await end(claimed, 'expired'));
    return attempt(claimed);
  };
}
