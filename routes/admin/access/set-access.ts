import { type Knex } from 'knex';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { permissionsOf, replacePermissions } from '../../../db/accounts/permissions.js';
import { findUserById, lockUser } from '../../../db/accounts/users.js';
import { PERMISSIONS } from '../../../engine/permissions.js';
import { refuse, refuseFaults } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { refusalOfChange } from '../refusal-of-change.js';
import { presentHolder } from './present-holder.js';

/** Gives a user exactly these permissions on the account. Others on the account are taken away. */
export async function setAccess(
  { user_id: userId, if_match: version, permissions }: Input<'adminSetAccess'>,
  { accountId, operator: _, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminSetAccess'>> {
  const names = permissions.map(({ permission }) => permission);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) return refuseFaults([{ pointer: `/permissions/${twice}/permission`, detail: 'is there already' }]);
  const rows = permissions.map(({ permission, flags }) => ({
    permission: PERMISSIONS[permission],
    read: flags.includes('read'),
    write: flags.includes('write'),
    add: flags.includes('add'),
    delete: flags.includes('delete'),
  }));
  const words = permissions.map(({ permission, flags }) => `${permission} ${flags.join(' ') || 'none'}`).join(', ');
  return change(
    context,
    async (trx): Promise<Outcome<'adminSetAccess'>> => {
      const user = await lockUser(trx, userId);
      if (!user) return refuse('unknown-object', 'No such user.');
      if (user.accessVersion !== version) return refusalOfChange(await lastChange(trx, user.name, user.accessVersion));
      await replacePermissions(trx, userId, accountId, rows);
      const changed = await findUserById(trx, userId);
      return presentHolder(
        changed!,
        (await permissionsOf(trx, userId)).filter((row) => row.accountId === accountId),
      );
    },
    ({ user }) => `user ${user as string} account ${accountId} ${words || 'none'}`,
  );
}

const GRANTING = ['grant', 'revoke', 'adminSetAccess', 'adminCreatePartnerUser'];

/** Who changed the permissions of the user last, by the audit log. */
async function lastChange(trx: Knex.Transaction, userName: string, version: number) {
  const entries = await listAudit(trx, { object: `user ${userName}`, limit: 50 });
  const last = entries.findLast(({ operation, outcome }) => outcome === 'ok' && GRANTING.includes(operation));
  return { version, at: last?.at, user: last?.userName };
}
