import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import { countQueued, nextDueOf } from '../../../db/notifications/figures/account-queues.js';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { listAssignedPositions } from '../../../db/positions/positions.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentAccount } from './present-account.js';

/** Gets an account: its state, its queue and the positions that it may order. */
export async function getAccount(
  _input: Input<'adminGetAccount'>,
  { db, accountId, now }: AdminOn<'account'>,
): Promise<Outcome<'adminGetAccount'>> {
  return readAccount(db, accountId, now);
}

/** Reads an account that exists, in the form of the console. */
export async function readAccount(db: Knex, accountId: string, now: number): Promise<Schema<'AdminAccount'>> {
  const account = (await findAccount(db, accountId))!;
  const { paused } = await notificationAccount(db, accountId);
  const nextDueAt = (await nextDueOf(db, [accountId])).get(accountId);
  const positions = await listAssignedPositions(db, accountId);
  return {
    ...presentAccount(account, { paused, nextDueAt, now }),
    queued: await countQueued(db, accountId),
    positions: positions.map(({ positionId, aname, retiredAt }) => ({
      position_id: positionId,
      position: aname,
      retired: retiredAt !== undefined,
    })),
  };
}
