import { type Command } from 'commander';
import { lockAccount } from '../../../db/accounts/accounts.js';
import {
  notificationAccount,
  saveSigningSecrets,
  secretDates,
} from '../../../db/notifications/notification-accounts.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { fingerprintOf } from './signing-secret.js';

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
          const { signingSecrets } = await notificationAccount(trx, accountId);
          const kept = signingSecrets.filter((secret) => fingerprintOf(secret) !== fingerprint);
          if (kept.length === signingSecrets.length) {
            throw refused(`Account ${accountId} has no signing secret ${JSON.stringify(fingerprint)}.`);
          }
          const { [fingerprint]: _, ...dates } = await secretDates(trx, accountId);
          await saveSigningSecrets(trx, accountId, kept, dates);
          return kept.length;
        },
      );
      session.print({ account_id: accountId, fingerprint, left }, () => {
        const unsigned = left === 0 ? ' Its notifications are no longer signed.' : '';
        return `Removed signing secret ${fingerprint} from account ${accountId}.${unsigned}`;
      });
    });
}
