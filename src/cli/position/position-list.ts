import { type Command } from 'commander';
import { allPositions } from '../../../db/positions/all-positions.js';
import { listAssignedPositions } from '../../../db/positions/positions.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { iso } from '../output/iso.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop position list`: all positions, or those an account may order. */
export function registerPositionList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: 'List all positions, or those assigned to an account.',
    examples: ['pop position list', 'pop position list --account 10000001'],
    json: '{"positions": [{"position_id", "aname", "languages": ["eng", ...], "retired"}]}, retired is the instant or null',
  })
    .option('--account <ID>', 'only what is assigned to this account', idArgument)
    .action(async (options: { account?: string }) => {
      const db = await session.db();
      if (options.account !== undefined) await knownAccount(db, options.account);
      const found =
        options.account === undefined ? await allPositions(db) : await listAssignedPositions(db, options.account);
      const positions = found.map(({ positionId, aname, languages, retiredAt }) => ({
        position_id: positionId,
        aname,
        languages,
        retired: iso(retiredAt),
      }));
      session.print({ positions }, () =>
        table(
          ['ID', 'NAME', 'LANGUAGES', 'RETIRED'],
          positions.map((one) => [one.position_id, one.aname, one.languages.join(' '), one.retired ?? '-']),
          'There are no positions; pop position import adds one.',
        ),
      );
    });
}
