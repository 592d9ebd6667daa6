import { type Command } from 'commander';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { type Session } from '../session/session.js';
import { listedSecrets } from './listed-secrets.js';
import { table } from '../output/table.js';

/** `pop notifications secret list`: names the secrets that sign, but never shows them. */
export function registerNotificationsSecretList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: "List an account's signing secrets by fingerprint, oldest first, which is the order of the signatures.",
    examples: ['pop notifications secret list 10000001'],
    json: '{"account_id", "secrets": [{"order", "fingerprint", "added"}]}, added is null where it is not known',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (accountId: string) => {
      const db = await session.db();
      await knownAccount(db, accountId);
      const secrets = await listedSecrets(db, accountId);
      session.print({ account_id: accountId, secrets }, () =>
        table(
          ['ORDER', 'FINGERPRINT', 'ADDED'],
          secrets.map(({ order, fingerprint, added }) => [String(order), fingerprint, added ?? '-']),
          `Account ${accountId} has no signing secret: its notifications are not signed.`,
        ),
      );
    });
}
