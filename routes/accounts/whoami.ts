import { type Caller } from '../../engine/caller.js';
import { listAccounts } from '../../db/accounts/accounts.js';
import { type EntityId } from '../../engine/entity-id.js';
import { permissionName } from '../../engine/permissions.js';
import { type Operation } from '../operation.js';

export interface Whoami {
  user_id: string;
  kind: Caller['kind'];
  accounts: {
    account_id: EntityId;
    name: string;
    permissions: {
      permission: string;
      bit: number;
      read: boolean;
      write: boolean;
      add: boolean;
      delete: boolean;
    }[];
  }[];
}

/** The caller, and what the caller may do on which account. */
export const whoami: Operation<Record<string, never>, Whoami> = async (_input, { db, caller }) => {
  const accountIds = [...new Set(caller.permissions.map((row) => row.accountId))];
  const accounts = accountIds.length > 0 ? await listAccounts(db, accountIds) : [];
  return {
    user_id: caller.userName,
    kind: caller.kind,
    accounts: accounts.map(({ accountId, name }) => ({
      account_id: accountId,
      name,
      permissions: caller.permissions
        .filter((row) => row.accountId === accountId)
        .map(({ accountId: _, permission, ...flags }) => ({
          permission: permissionName(permission) ?? String(permission),
          bit: permission,
          ...flags,
        })),
    })),
  };
};
