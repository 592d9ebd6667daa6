import { type Knex } from 'knex';
import { type PermissionRow } from '../../engine/permissions.js';
import { type PermissionRow as StoredPermission } from '../connection/tables.js';
import { raiseAccessVersion } from './users.js';

/** All permission rows of a user, by account. */
export async function permissionsOf(db: Knex, userId: string): Promise<PermissionRow[]> {
  const rows = await db('permissions').where({ user_id: userId }).orderBy(['account_id', 'permission']);
  return rows.map(toPermission);
}

/** The permission rows of a user, and the access version at which they are so. */
export interface Access {
  version: number;
  rows: PermissionRow[];
}

/**
 * Reads both by one statement. Two statements may be answered at two times, or by two nodes of a cluster, and old rows
 * would then pass for those of the new version.
 */
export async function readAccess(db: Knex, userId: string): Promise<Access> {
  const found = (await db('users as u')
    .leftJoin('permissions as p', 'p.user_id', 'u.id')
    .where('u.id', userId)
    .select('u.access_version', 'p.*')) as ({ access_version: number | string } & (
    StoredPermission | { account_id: null }
  ))[];
  return {
    version: Number(found[0]?.access_version ?? 0),
    rows: found.flatMap((row) => (row.account_id === null ? [] : [toPermission(row)])),
  };
}

/** A permission as the rest of the program knows it. */
export function toPermission(row: StoredPermission): PermissionRow {
  return {
    accountId: row.account_id,
    permission: row.permission,
    read: row.can_read === 1,
    write: row.can_write === 1,
    add: row.can_add === 1,
    delete: row.can_delete === 1,
  };
}

/** Sets one permission of a user on an account to exactly these flags. */
export async function grant(trx: Knex.Transaction, userId: string, row: PermissionRow): Promise<void> {
  // This comes first. The insert takes a shared lock on the user's row, and two transactions that both hold it deadlock
  // when each goes on to write that row.
  await raiseAccessVersion(trx, userId);
  await trx('permissions')
    .insert({
      user_id: userId,
      account_id: row.accountId,
      permission: row.permission,
      can_read: row.read,
      can_write: row.write,
      can_add: row.add,
      can_delete: row.delete,
    })
    .onConflict(['user_id', 'account_id', 'permission'])
    .merge();
}

/** Takes one permission away. False when the user did not have it. */
export async function revoke(
  trx: Knex.Transaction,
  userId: string,
  { accountId, permission }: { accountId: string; permission: number },
): Promise<boolean> {
  const removed = await trx('permissions').where({ user_id: userId, account_id: accountId, permission }).delete();
  await raiseAccessVersion(trx, userId);
  return removed > 0;
}

/** Gives a user exactly these permissions on an account and no others there. */
export async function replacePermissions(
  trx: Knex.Transaction,
  userId: string,
  accountId: string,
  rows: readonly Omit<PermissionRow, 'accountId'>[],
): Promise<void> {
  await raiseAccessVersion(trx, userId);
  await trx('permissions').where({ user_id: userId, account_id: accountId }).delete();
  for (const row of rows) await grant(trx, userId, { ...row, accountId });
}
