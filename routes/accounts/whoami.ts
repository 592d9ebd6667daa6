import { listAccounts } from '../../db/accounts/accounts.js';
import { isEveryAccount, permissionName, PERMISSIONS } from '../../engine/permissions.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';

/** Gets the caller, and the caller's permissions on each account. */
export async function whoami(_input: Input<'whoami'>, { db, caller }: On<'user'>): Promise<Outcome<'whoami'>> {
  const rows = isEveryAccount(caller.permissions) ? [] : caller.permissions;
  const accountIds = [...new Set(rows.map((row) => row.accountId))];
  const accounts = accountIds.length > 0 ? await listAccounts(db, accountIds) : [];
  return {
    user_id: caller.userName,
    kind: caller.kind,
    accounts: accounts.map(({ accountId, name }) => ({
      account_id: accountId,
      name,
      permissions: rows
        .filter((row) => row.accountId === accountId)
        .flatMap(({ permission, read, write, add, delete: mayDelete }) => {
          const name = permissionName(permission);
          return name ? [{ permission: name, bit: PERMISSIONS[name], read, write, add, delete: mayDelete }] : [];
        }),
    })),
  };
}
