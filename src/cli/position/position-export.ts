import { type Command } from 'commander';
import { findPositionContent } from '../../../db/positions/positions.js';
import { writePositionDocument } from '../../../engine/position/write-position-document.js';
import { writePositionText } from '../../../routes/positions/write-position-text.js';
import { countArgument } from '../input/count-argument.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { knownPosition } from './stored-positions.js';

// The largest number of an integer column.
const MAX_VERSION = 2147483647;

/** `pop position export`: prints a position as a file that can be imported. */
export function registerPositionExport(parent: Command, session: Session): void {
  documented(parent.command('export'), {
    what: 'Print a position as a YAML file; importing it changes nothing.',
    examples: ['pop position export 3 > team-leader.yaml', 'pop position export 3 --version 2'],
    json: 'the file as JSON, which can be imported as well',
  })
    .argument('<POSITION>', 'id of the position', idArgument)
    .option('--version <N>', 'this version, instead of the newest', countArgument(1, MAX_VERSION))
    .action(async (positionId: string, options: { version?: number }) => {
      const db = await session.db();
      await knownPosition(db, positionId);
      const found = await findPositionContent(db, positionId, options.version);
      if (!found) throw refused(`Position ${positionId} has no version ${options.version}.`);
      const position = { positionId, ...found.content };
      session.print(writePositionDocument(position), () => writePositionText(position).trimEnd());
    });
}
