import { type Command } from 'commander';
import { renameAccount } from '../../../db/accounts/accounts.js';
import { checkName } from '../../../engine/check-name.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop account rename`: the name that operators, partners and invited candidates see. */
export function registerAccountRename(parent: Command, session: Session): void {
  documented(parent.command('rename'), {
    what: 'Give an account another name.',
    more: 'Invitations that are still to be sent have the new name, too.',
    examples: ['pop account rename 10000001 "Acme Europe Ltd"'],
    json: '{"account_id", "name", "former_name"}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<NAME>', 'the new name')
    .action(async (accountId: string, name: string) => {
      const fault = checkName(name);
      if (fault !== undefined) throw refused(`The name ${fault}.`);
      const operation = { operation: 'account rename', object: `account ${accountId}` };
      const formerName = await changeAsOperator(session, operation, async (trx) => {
        const account = await knownAccount(trx, accountId);
        await renameAccount(trx, accountId, name);
        return account.name;
      });
      const result = { account_id: accountId, name, former_name: formerName };
      session.print(result, () => `Account ${accountId} (${formerName}) is now called ${name}.`);
    });
}
