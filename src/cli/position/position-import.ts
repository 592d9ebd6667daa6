import { type Command } from 'commander';
import { assignPosition, type SavedPosition, savePositionVersion } from '../../../db/positions/positions.js';
import { raiseStatementLimit } from '../../../db/connection/statement-limits.js';
import { change } from '../session/change.js';
import { documented } from '../output/documented.js';
import { idArguments } from '../input/id-argument.js';
import { knownAccounts } from '../input/known.js';
import { readPositionFile } from './read-position-file.js';
import { type Session } from '../session/session.js';

/**
 * `pop position import`: adds a position from a file. If the file names an id, it adds a new version of that position.
 */
export function registerPositionImport(parent: Command, session: Session): void {
  documented(parent.command('import <FILE>'), {
    what: 'Add a position from a JSON or YAML file, or a new version of the one whose position_id the file names.',
    more: 'docs/position-format.md describes the file, pop position schema prints its JSON Schema.',
    examples: ['pop position import team-leader.yaml --account 10000001', 'pop position import sales.json'],
    json:
      '{"position_id", "aname", "version", "changed", "replaced", "accounts": ["10000001", ...]}; ' +
      'faults of the file as errors',
  })
    .option('--account <ID...>', 'accounts that may order it', idArguments)
    .action(async (file: string, options: { account?: string[] }) => {
      const accounts = options.account ?? [];
      const position = await readPositionFile(file);
      const saved = await change(
        session,
        { operation: 'position import', object: (result: SavedPosition) => `position ${result.positionId}` },
        async (trx) => {
          await raiseStatementLimit(trx, 'large');
          await knownAccounts(trx, accounts);
          const result = await savePositionVersion(trx, { ...position, now: session.now() });
          for (const accountId of accounts) await assignPosition(trx, accountId, result.positionId);
          return result;
        },
      );
      const { positionId, ...rest } = saved;
      session.print({ position_id: positionId, aname: position.aname, ...rest, accounts }, () => {
        const orderers = accounts.length > 0 ? `; accounts ${accounts.join(', ')} may order it` : '';
        return `${inWords(saved, position.aname)}${orderers}.`;
      });
    });
}

function inWords({ positionId, version, changed, replaced }: SavedPosition, aname: string): string {
  const named = `position ${positionId} (${aname})`;
  if (!changed) return `Nothing changed: ${named} is at version ${version} already`;
  return replaced ? `Stored version ${version} of ${named}` : `Added ${named}, version ${version}`;
}
