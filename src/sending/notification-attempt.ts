import { type ClaimedNotification } from '../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { secretsOf } from '../../engine/notification/cut-secrets.js';
import { notificationRequest } from '../../engine/notification/notification-request.js';
import { type Attempt, type Delivery, judgeAttempt, noAttempt } from '../../engine/notification/attempt.js';
import { isFinal } from '../../engine/notification/outcome.js';
import { nextAttemptAt, spreadOf } from '../../engine/notification/retry-schedule.js';
import { attemptIfLive, type AttemptIfLiveParts } from './attempt-if-live.js';

export interface NotificationAttemptParts extends AttemptIfLiveParts {
  deliver(delivery: Delivery): Promise<Attempt>;
}

/**
 * Makes one attempt of a claimed notification and says what follows. Undefined when the notification ended without one.
 */
export function notificationAttempt({ deliver, end, now }: NotificationAttemptParts) {
  return attemptIfLive({ end, now }, async (claimed): Promise<FinishedAttempt> => {
    const config = readAccountConfig(claimed.config);
    const made = await send(claimed, config);
    const number = claimed.attempts + 1;
    const recorded = judgeAttempt(made, {
      number,
      retriedStatuses: config.retriedStatuses,
      secrets: secretsOf(config, claimed.signingSecrets),
    });
    const { outcome } = recorded;
    return {
      notificationId: claimed.notificationId,
      token: claimed.token,
      ...recorded,
      next: isFinal(outcome) ? { ended: outcome } : again(claimed, made),
    };
  });

  async function send(claimed: ClaimedNotification, config: ReturnType<typeof readAccountConfig>): Promise<Attempt> {
    if (claimed.fault !== undefined) return noAttempt(now(), claimed.fault);
    const request = notificationRequest(config, claimed);
    if (!request) return noAttempt(now(), 'no url is set');
    return deliver({ ...request, webhookId: `ntf_${claimed.notificationId}`, attempt: claimed.attempts + 1 });
  }

  function again(claimed: ClaimedNotification, { startedAt, result }: Attempt): FinishedAttempt['next'] {
    const { firstStartedAt = startedAt, expiresAt, notificationId } = claimed;
    const at = nextAttemptAt({
      firstStartedAt,
      lastStartedAt: startedAt,
      now: now(),
      expiresAt,
      spread: spreadOf(notificationId),
      probablyArrived: 'fault' in result && result.probablyArrived === true,
    });
    return at === undefined ? { ended: 'expired' } : { dueInMs: at - now() };
  }
}
