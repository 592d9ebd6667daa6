import { type Command } from 'commander';
import { lockAccount } from '../../../db/accounts/accounts.js';
import { removeSigningSecret } from '../../../db/notifications/notification-accounts.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop notifications secret remove`: from now on notifications are not signed with this secret. */
export function registerNotificationsSecretRemove(parent: Command, session: Session): void {
  documented(parent.command('remove'), {
    what: 'Remove a signing secret from an account, from the next attempt on.',
    examples: ['pop notifications secret list 10000001', 'pop notifications secret remove 10000001 3f5a0c9be217'],
    json: '{"account_id", "fingerprint", "left"}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<FINGERPRINT>', 'its fingerprint, as secret list shows it')
    .action(async (accountId: string, fingerprint: string) => {
      const object = `account ${accountId} ${fingerprint}`;
      const left = await changeAsOperator(
        session,
        { operation: 'notifications secret remove', object },
        async (trx) => {
          await knownAccount(trx, accountId, lockAccount);
          const kept = await removeSigningSecret(trx, accountId, fingerprint);
          if (kept !== undefined) return kept;
          throw refused(`Account ${accountId} has no signing secret ${JSON.stringify(fingerprint)}.`);
        },
      );
      session.print({ account_id: accountId, fingerprint, left }, () => {
        const unsigned = left === 0 ? ' Its notifications are no longer signed.' : '';
        return `Removed signing secret ${fingerprint} from account ${accountId}.${unsigned}`;
      });
    });
}
