import { type Knex } from 'knex';
import { type PermissionRow } from '../../engine/permissions.js';
import { type StoredUser, toUser } from './users.js';
import { toPermission } from './permissions.js';

/** A user with its permissions on one account. */
export interface Holder {
  user: StoredUser;
  rows: PermissionRow[];
}

/** The users who have a permission on the account, by name. */
export async function listHolders(db: Knex, accountId: string): Promise<Holder[]> {
  const rows = await db('permissions').where({ account_id: accountId }).orderBy(['user_id', 'permission']);
  const ids = [...new Set(rows.map((row) => row.user_id))];
  const users = await db('users').whereIn('id', ids).whereNull('deleted_ms').orderBy('name');
  return users.map((user) => ({
    user: toUser(user),
    rows: rows.filter((row) => row.user_id === user.id).map(toPermission),
  }));
}
