import { type Knex } from 'knex';
import { findAccount, lockAccount } from '../../db/accounts/accounts.js';
import { keepLastTest, notificationAccount } from '../../db/notifications/notification-accounts.js';
import { type AccountConfig, readAccountConfig } from '../../engine/config/account-config.js';
import { dayOf } from '../../engine/calendar.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Attempt, type Delivery, judgeAttempt } from '../../engine/notification/attempt.js';
import { secretsOf } from '../../engine/notification/cut-secrets.js';
import { type NotificationRequest } from '../../engine/notification/notification-request.js';
import { isFinal } from '../../engine/notification/outcome.js';
import { testNotification } from '../../engine/notification/test-notification.js';
import { type Schema } from '../documented.js';
import { presentAttempt } from './present-notification.js';

export interface TryNotificationParts {
  db: Knex;
  /** The account must exist. */
  accountId: EntityId;
  now: number;
  /**
   * Makes a new id for each test, because a receiver that remembers ids would ignore a second test with the same id.
   */
  newToken(): string;
  deliver(delivery: Delivery): Promise<Attempt>;
}

/** A test notification that was sent, and what came of it. */
export interface Tried {
  request: NotificationRequest;
  config: AccountConfig;
  report: Schema<'TestNotificationReport'>;
}

/**
 * Sends one notification that is marked as a test, by the current config of the account, and reports the result.
 * It keeps nothing. For an account without a url it sends nothing and gives undefined.
 */
export async function tryNotification(parts: TryNotificationParts): Promise<Tried | undefined> {
  const { db, accountId, now } = parts;
  const config = readAccountConfig((await findAccount(db, accountId))!.config);
  const { signingSecrets } = await notificationAccount(db, accountId);
  const request = testNotification(config, { today: dayOf(now), signingSecrets });
  if (!request) return undefined;
  const webhookId = `test_${parts.newToken()}`;
  const made = await parts.deliver({ ...request, webhookId, attempt: 1 });
  const { method, url } = request;
  const report = { webhook_id: webhookId, method, url, ...reportOf(made, config, signingSecrets) };
  return { request, config, report };
}

/** Keeps what came of a test notification that was sent at `now`, as the last one of its account. */
export async function keepTest(
  trx: Knex.Transaction,
  { accountId, now }: { accountId: EntityId; now: number },
  { report: { status, fault } }: Tried,
): Promise<void> {
  await lockAccount(trx, accountId);
  await keepLastTest(trx, accountId, { at: now, status, fault });
}

/** What came of a test notification, for the audit log. */
export const resultWords = ({ report: { status, fault } }: Tried): string =>
  status === null ? fault! : `status ${status}`;

function reportOf(made: Attempt, config: AccountConfig, signingSecrets: readonly string[]) {
  const secrets = secretsOf(config, signingSecrets);
  const judged = judgeAttempt(made, { number: 1, retriedStatuses: config.retriedStatuses, secrets });
  const { number: _number, ...view } = presentAttempt(judged);
  return { ...view, would_be_retried: !isFinal(view.outcome) };
}
