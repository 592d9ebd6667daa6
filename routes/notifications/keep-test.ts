import { type Knex } from 'knex';
import { lockAccount } from '../../db/accounts/accounts.js';
import { keepLastTest } from '../../db/notifications/notification-accounts.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Tried } from './try-notification.js';

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
