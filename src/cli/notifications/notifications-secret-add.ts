import { type Command } from 'commander';
import { lockAccount } from '../../../db/accounts/accounts.js';
import { addSigningSecret, MAX_SIGNING_SECRETS } from '../../../db/notifications/notification-accounts.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { askPerson } from '../input/ask-person.js';
import { readStdin } from '../input/read-stdin.js';
import { secretNotArgument } from '../input/secret-not-argument.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { checkSigningSecret, fingerprintOf, newSigningSecret } from '../../../engine/notification/signing-secret.js';

const MAX_INPUT_BYTES = 1024;

/** `pop notifications secret add`: adds one more secret to sign with. The older ones still sign. */
export function registerNotificationsSecretAdd(parent: Command, session: Session): void {
  const command = parent.command('add').argument('<ACCOUNT>', 'id of the account', idArgument);
  documented(secretNotArgument(command, 'signing secret'), {
    what: 'Give an account one more signing secret.',
    more:
      `All secrets sign each notification (webhook-signature). There are at most ${MAX_SIGNING_SECRETS}, so that one can be replaced\n` +
      'without a gap. The command asks for the secret and does not show it. If standard input is not a terminal, the\n' +
      'secret is its first line. The secret cannot be an argument, because others can see arguments.',
    examples: [
      'pop notifications secret add 10000001 --generate',
      'pop notifications secret add 10000001 < secret.txt',
    ],
    json: '{"account_id", "fingerprint", "secret"}, the secret only with --generate',
  })
    .option('--generate', 'generate the secret and print it, this once')
    .action(async (accountId: string, { generate = false }: { generate?: boolean }) => {
      // This comes first, so that nobody types a secret for nothing.
      await knownAccount(await session.db(), accountId);
      const secret = generate ? newSigningSecret(session.randomBytes) : await givenSecret(session);
      const fingerprint = fingerprintOf(secret);
      await addSecret(session, accountId, secret);
      session.print({ account_id: accountId, fingerprint, ...(generate && { secret }) }, () => {
        const shown = generate ? `\nSecret (shown this once): ${secret}` : '';
        return `Added signing secret ${fingerprint} to account ${accountId}.${shown}`;
      });
    });
}

async function givenSecret(session: Session): Promise<string> {
  const given = session.stdin.isTTY
    ? await askPerson(session, 'Signing secret')
    : await readStdin(session, { line: true, maxBytes: MAX_INPUT_BYTES });
  const fault = checkSigningSecret(given);
  if (fault !== undefined) throw refused(fault);
  return given;
}

async function addSecret(session: Session, accountId: string, secret: string): Promise<void> {
  const object = `account ${accountId} ${fingerprintOf(secret)}`;
  await changeAsOperator(session, { operation: 'notifications secret add', object }, async (trx) => {
    await knownAccount(trx, accountId, lockAccount);
    const added = await addSigningSecret(trx, accountId, { secret, now: session.now() });
    if (added === 'known') throw refused(`Account ${accountId} has this secret already.`);
    if (added === 'full') {
      throw refused(
        `Account ${accountId} has ${MAX_SIGNING_SECRETS} signing secrets already; pop notifications secret remove takes one away.`,
      );
    }
  });
}
