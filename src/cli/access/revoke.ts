import { type Command, Argument } from 'commander';
import { revoke } from '../../../db/accounts/permissions.js';
import { PERMISSIONS, type PermissionName } from '../../../engine/permissions.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount, knownUser } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop revoke`: takes a permission on an account away from a user. */
export function registerRevoke(parent: Command, session: Session): void {
  documented(parent.command('revoke'), {
    what: 'Take a permission on an account away from a user.',
    examples: ['pop revoke acme 10000001 partner-std'],
    json: '{"user", "account_id", "permission"}',
  })
    .argument('<USER>', 'name of the user', normalForm)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .addArgument(new Argument('<PERMISSION>').choices(Object.keys(PERMISSIONS)))
    .action(async (user: string, accountId: string, permission: PermissionName) => {
      const object = `user ${user} account ${accountId} ${permission}`;
      await changeAsOperator(session, { operation: 'revoke', object }, async (trx) => {
        const { userId } = await knownUser(trx, user);
        await knownAccount(trx, accountId);
        const had = await revoke(trx, userId, { accountId, permission: PERMISSIONS[permission] });
        if (!had) throw refused(`${user} does not have ${permission} on account ${accountId}.`);
      });
      session.print(
        { user, account_id: accountId, permission },
        () => `${user} no longer has ${permission} on account ${accountId}.`,
      );
    });
}
