import { listAccounts } from '../../../db/accounts/accounts.js';
import { listCredentials } from '../../../db/accounts/credentials.js';
import { permissionsOf } from '../../../db/accounts/permissions.js';
import { Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentPermissions } from '../present-permissions.js';
import { knownUser } from './known-user.js';
import { presentUser } from './present-user.js';

/** Gets a user with its permissions on every account. */
export async function getUser(
  { user_id: userId }: Input<'adminGetUser'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminGetUser'>> {
  const user = await knownUser(db, userId);
  if (user instanceof Refusal) return user;
  const rows = await permissionsOf(db, userId);
  const accountIds = [...new Set(rows.map((row) => row.accountId))];
  const accounts = accountIds.length > 0 ? await listAccounts(db, accountIds) : [];
  const uses = (await listCredentials(db, userId)).map(({ lastUsedAt = 0 }) => lastUsedAt);
  const lastUsedAt = Math.max(0, ...uses);
  return {
    ...presentUser({ ...user, lastUsedAt: lastUsedAt === 0 ? undefined : lastUsedAt }),
    version: user.accessVersion,
    accounts: accounts.map(({ accountId, name }) => ({
      account_id: accountId,
      name,
      permissions: presentPermissions(rows.filter((row) => row.accountId === accountId)),
    })),
  };
}
