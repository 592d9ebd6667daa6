import { type ClaimedNotification } from '../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { notificationRequest } from '../../engine/notification/notification-request.js';
import { outcomeOf } from '../../engine/notification/outcome.js';
import { nextAttemptAt, spreadOf } from '../../engine/notification/retry-schedule.js';
import { type Attempt, type Delivery } from './endpoint/deliver.js';
import { attemptIfLive, type AttemptIfLiveParts } from './attempt-if-live.js';

export interface NotificationAttemptParts extends AttemptIfLiveParts {
  deliver(delivery: Delivery): Promise<Attempt>;
}

/** Makes one attempt of a claimed notification and says what follows; undefined when it ended without one. */
export function notificationAttempt({ deliver, end, now }: NotificationAttemptParts) {
  return attemptIfLive({ end, now }, async (claimed): Promise<FinishedAttempt> => {
    const config = readAccountConfig(claimed.config);
    const made = await send(claimed, config);
    const outcome = outcomeOf(made.result, config.retriedStatuses);
    return {
      notificationId: claimed.notificationId,
      token: claimed.token,
      number: claimed.attempts + 1,
      startedAt: made.startedAt,
      dnsMs: made.dnsMs,
      connectMs: made.connectMs,
      firstByteMs: made.firstByteMs,
      totalMs: made.totalMs,
      outcome: made.blocked ? 'blocked' : outcome,
      status: 'status' in made.result ? made.result.status : undefined,
      fault: 'fault' in made.result ? made.result.fault : undefined,
      address: made.address,
      reply: made.reply,
      next: outcome === 'delivered' || outcome === 'rejected' ? { ended: outcome } : again(claimed, made.startedAt),
    };
  });

  async function send(claimed: ClaimedNotification, config: ReturnType<typeof readAccountConfig>): Promise<Attempt> {
    const request = notificationRequest(config, claimed);
    if (!request) {
      const startedAt = now();
      return { startedAt, totalMs: 0, result: { fault: 'no url is set' }, blocked: false, reply: '' };
    }
    return deliver({ ...request, webhookId: `ntf_${claimed.notificationId}`, attempt: claimed.attempts + 1 });
  }

  function again(claimed: ClaimedNotification, startedAt: number): FinishedAttempt['next'] {
    const { firstStartedAt = startedAt, expiresAt, notificationId } = claimed;
    const at = nextAttemptAt({
      firstStartedAt,
      lastStartedAt: startedAt,
      now: now(),
      expiresAt,
      spread: spreadOf(notificationId),
    });
    return at === undefined ? { ended: 'expired' } : { dueInMs: at - now() };
  }
}
