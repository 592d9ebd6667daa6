import { type Command } from 'commander';
import { assignPosition } from '../../../db/positions/positions.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { type Session } from '../session/session.js';
import { warningsOfAssigning } from '../../../routes/accounts/warnings-of-assigning.js';
import { positionToAssign } from './stored-positions.js';

/** `pop position assign`: lets an account order a position. */
export function registerPositionAssign(parent: Command, session: Session): void {
  documented(parent.command('assign'), {
    what: 'Let an account order a position; doing so twice changes nothing.',
    examples: ['pop position assign 3 10000001'],
    more: 'Warns if reports of the position would have no result: name a main_reducer in its file, or rdc in the config.',
    json: '{"position_id", "account_id", "warnings"}, warnings only if there are any',
  })
    .argument('<POSITION>', 'id of the position', idArgument)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (positionId: string, accountId: string) => {
      const object = `position ${positionId} account ${accountId}`;
      const warnings = await changeAsOperator(session, { operation: 'position assign', object }, async (trx) => {
        await positionToAssign(trx, positionId);
        await knownAccount(trx, accountId);
        await assignPosition(trx, accountId, positionId);
        return warningsOfAssigning(trx, accountId, positionId);
      });
      for (const { key, detail } of warnings) session.warn(`${key}: ${detail}.`);
      const result = { position_id: positionId, account_id: accountId, ...(warnings.length > 0 && { warnings }) };
      session.print(result, () => `Account ${accountId} may order position ${positionId}.`);
    });
}
