import { type Command, InvalidArgumentError } from 'commander';
import { createAccount } from '../../../db/accounts/accounts.js';
import { checkName } from '../../../engine/check-name.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop account create`: an account with an empty config. */
export function registerAccountCreate(parent: Command, session: Session): void {
  documented(parent.command('create <NAME>'), {
    what: 'Create a partner account.',
    examples: ['pop account create "Acme Ltd"', 'pop account create "Acme Ltd" --id 20000001'],
    json: '{"account_id", "name"}',
  })
    .option('--id <N>', 'its id; by default the next free one', newIdArgument)
    .action(async (name: string, options: { id?: string }) => {
      const fault = checkName(name);
      if (fault !== undefined) throw refused(`The name ${fault}.`);
      const account = {
        accountId: options.id,
        name,
        config: 'ver|1',
        linkToken: session.randomBytes(16).toString('base64url'),
        now: session.now(),
      };
      const accountId = await changeAsOperator(
        session,
        { operation: 'account create', object: (id: string) => `account ${id}` },
        async (trx) => {
          const id = await createAccount(trx, account);
          if (id === undefined) throw refused(`There is an account ${options.id} already.`);
          return id;
        },
      );
      session.print({ account_id: accountId, name }, () => `Created account ${accountId} (${name}).`);
    });
}

function newIdArgument(text: string): string {
  const id = idArgument(text);
  // With 0 some databases draw the next id instead.
  if (id === '0' || !isStorableId(id)) throw new InvalidArgumentError('It must be from 1 to 9223372036854775807.');
  return id;
}
