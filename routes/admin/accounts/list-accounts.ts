import { type Knex } from 'knex';
import { pageAccounts } from '../../../db/accounts/page-accounts.js';
import { lateAccounts, nextDueOf } from '../../../db/notifications/figures/account-queues.js';
import { assignedAccounts } from '../../../db/positions/stored-positions.js';
import { type EntityId, isStorableId, parseEntityId } from '../../../engine/entity-id.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentAccount } from './present-account.js';

const CURSOR = { pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' };

/** Lists accounts, the newest first, each with what an operator sees at a glance. */
export async function listAccounts(
  { q, trouble, paused, position, limit, cursor }: Input<'adminListAccounts'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminListAccounts'>> {
  const before = cursor === undefined ? undefined : parseEntityId(cursor);
  if (cursor !== undefined && (before === undefined || !isStorableId(before))) return refuseFaults([CURSOR]);
  const late = trouble === true ? await lateAccounts(db) : undefined;
  const orderers = position === undefined ? undefined : await orderersOf(db, parseEntityId(position));
  const among = late && orderers ? late.filter((id) => orderers.includes(id)) : (late ?? orderers);
  const found = await pageAccounts(db, { q: q?.trim(), paused, among }, { before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const due = await nextDueOf(
    db,
    shown.map(({ account }) => account.accountId),
  );
  const hasMore = found.length > limit;
  return {
    count: shown.length,
    has_more: hasMore,
    next_cursor: hasMore ? shown.at(-1)!.account.accountId : undefined,
    items: shown.map(({ account, ...more }) =>
      presentAccount(account, { ...more, nextDueAt: due.get(account.accountId), now }),
    ),
  };
}

async function orderersOf(db: Knex, positionId: EntityId | undefined): Promise<EntityId[]> {
  return positionId !== undefined && isStorableId(positionId) ? assignedAccounts(db, positionId) : [];
}
