import { type Command } from 'commander';
import { listPositions } from '../../../db/positions/positions.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { type Session } from '../session/session.js';
import { allPositions } from './stored-positions.js';
import { table } from '../output/table.js';

/** `pop position list`: all positions, or those an account may order. */
export function registerPositionList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: 'List all positions, or those an account may order.',
    examples: ['pop position list', 'pop position list --account 10000001'],
    json: '{"positions": [{"position_id", "aname", "languages": ["eng", ...]}]}',
  })
    .option('--account <ID>', 'only what this account may order', idArgument)
    .action(async (options: { account?: string }) => {
      const db = await session.db();
      if (options.account !== undefined) await knownAccount(db, options.account);
      const found = options.account === undefined ? await allPositions(db) : await listPositions(db, [options.account]);
      const positions = found.map(({ positionId, aname, languages }) => ({
        position_id: positionId,
        aname,
        languages,
      }));
      session.print({ positions }, () =>
        table(
          ['ID', 'NAME', 'LANGUAGES'],
          positions.map((position) => [position.position_id, position.aname, position.languages.join(' ')]),
          'There are no positions; pop position import adds one.',
        ),
      );
    });
}
