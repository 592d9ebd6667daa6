import { type Command } from 'commander';
import { takeAwayPosition } from '../../../routes/positions/take-away-position.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { knownPosition } from './stored-positions.js';

/** `pop position unassign`: an account may no longer order a position. */
export function registerPositionUnassign(parent: Command, session: Session): void {
  documented(parent.command('unassign'), {
    what: 'Take a position away from an account: it can no longer order it.',
    more: 'What it has ordered already goes on. A warning says when the main reducer of the account (config key rdc) goes with it.',
    examples: ['pop position unassign 3 10000001'],
    json: '{"position_id", "account_id", "warnings"?: [{"account_id", "key", "detail"}]}',
  })
    .argument('<POSITION>', 'id of the position', idArgument)
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (positionId: string, accountId: string) => {
      const object = `position ${positionId} account ${accountId}`;
      const warnings = await changeAsOperator(session, { operation: 'position unassign', object }, async (trx) => {
        await knownPosition(trx, positionId);
        await knownAccount(trx, accountId);
        const taken = await takeAwayPosition(trx, { positionId, accountId });
        if (!taken) throw refused(`Position ${positionId} is not assigned to account ${accountId}.`);
        return taken;
      });
      for (const { key, detail } of warnings) session.warn(`${key}: ${detail}.`);
      const result = { position_id: positionId, account_id: accountId, ...(warnings.length > 0 && { warnings }) };
      session.print(result, () => `Account ${accountId} may no longer order position ${positionId}.`);
    });
}
