import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { type AccountRow } from '../connection/tables.js';
import { type StoredAccount, toAccount } from './accounts.js';

/** Which accounts are listed. All that is named must hold. */
export interface AccountFilter {
  /** A part of the name, whatever its case, or the id. */
  q?: string | undefined;
  /** The beginning of the name, whatever its case. */
  beginning?: string | undefined;
  paused?: boolean | undefined;
  /** Only these. */
  among?: readonly EntityId[] | undefined;
}

export interface ListedAccount {
  account: StoredAccount;
  /** Its notifications are held back. */
  paused: boolean;
}

/**
 * The accounts of a filter, the newest first: those with smaller ids than `before`, `limit` at most. A part of a name
 * is looked for in every account; with 10,000 of them that takes some ms.
 */
export async function pageAccounts(
  db: Knex,
  { q, beginning, paused, among }: AccountFilter,
  { before, limit }: { before?: EntityId | undefined; limit: number },
): Promise<ListedAccount[]> {
  const query = db('accounts')
    .leftJoin('notification_accounts', 'notification_accounts.account_id', 'accounts.id')
    .orderBy('accounts.id', 'desc')
    .limit(limit)
    .select('accounts.*', 'notification_accounts.paused');
  if (before !== undefined) void query.where('accounts.id', '<', before);
  if (among !== undefined) void query.whereIn('accounts.id', among);
  if (paused !== undefined) void query.whereRaw(`coalesce(notification_accounts.paused, 0) = ${paused ? 1 : 0}`);
  if (beginning !== undefined) void query.whereRaw('instr(lower(accounts.name), lower(?)) = 1', [beginning]);
  if (q !== undefined) {
    void query.where((either) => {
      void either.whereRaw('instr(lower(accounts.name), lower(?)) > 0', [q]);
      if (/^[0-9]{1,18}$/.test(q)) void either.orWhere('accounts.id', q);
    });
  }
  const rows = (await query) as (AccountRow & { paused: 0 | 1 | null })[];
  return rows.map((row) => ({ account: toAccount(db, row), paused: Boolean(row.paused) }));
}
