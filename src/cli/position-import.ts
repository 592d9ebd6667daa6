import { type Command } from 'commander';
import { assignPosition, savePosition } from '../../db/positions.js';
import { change } from './change.js';
import { documented } from './documented.js';
import { idArguments } from './id-argument.js';
import { knownAccounts } from './known.js';
import { readPositionFile } from './read-position-file.js';
import { type Session } from './session.js';
import { hasPosition } from './stored-positions.js';

type Imported = { positionId: string; replaced: boolean };

/** `pop position import`: adds a position from a file, or replaces the one whose id the file names. */
export function registerPositionImport(parent: Command, session: Session): void {
  documented(parent.command('import <FILE>'), {
    what: 'Add a position from a JSON or YAML file, or replace the one whose position_id the file names.',
    examples: ['pop position import team-leader.yaml --account 10000001', 'pop position import sales.json'],
    json: '{"position_id", "aname", "replaced", "accounts": ["10000001", ...]}; faults of the file as errors',
  })
    .option('--account <ID...>', 'accounts that may order it', idArguments)
    .action(async (file: string, options: { account?: string[] }) => {
      const accounts = options.account ?? [];
      const position = await readPositionFile(file);
      const { positionId, replaced } = await change(
        session,
        { operation: 'position import', object: (result: Imported) => `position ${result.positionId}` },
        async (trx) => {
          await knownAccounts(trx, accounts);
          const known = position.positionId !== undefined && (await hasPosition(trx, position.positionId));
          const id = await savePosition(trx, { ...position, now: session.now() });
          for (const accountId of accounts) await assignPosition(trx, accountId, id);
          return { positionId: id, replaced: known };
        },
      );
      const { aname } = position;
      session.print({ position_id: positionId, aname, replaced, accounts }, () => {
        const orderers = accounts.length > 0 ? `; accounts ${accounts.join(', ')} may order it` : '';
        return `${replaced ? 'Replaced' : 'Added'} position ${positionId} (${aname})${orderers}.`;
      });
    });
}
