import { type Command } from 'commander';
import { assignPosition } from '../../../db/positions/positions.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { type Session } from '../session/session.js';
import { positionToAssign } from './stored-positions.js';

/** `pop position assign`: lets an account order a position. */
export function registerPositionAssign(parent: Command, session: Session): void {
  documented(parent.command('assign'), {
    what: 'Let an account order a position; doing so twice changes nothing.',
    examples: ['pop position assign 3 10000001'],
    json: '{"position_id", "account_id"}',
  })
    .argument('<POSITION>', 'id of the position', idArgument)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (positionId: string, accountId: string) => {
      const object = `position ${positionId} account ${accountId}`;
      await changeAsOperator(session, { operation: 'position assign', object }, async (trx) => {
        await positionToAssign(trx, positionId);
        await knownAccount(trx, accountId);
        await assignPosition(trx, accountId, positionId);
      });
      const result = { position_id: positionId, account_id: accountId };
      session.print(result, () => `Account ${accountId} may order position ${positionId}.`);
    });
}
