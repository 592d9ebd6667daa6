import { type Command } from 'commander';
import { loadPositionSchema } from '../../document/position-schema.js';
import { documented } from '../output/documented.js';
import { type Session } from '../session/session.js';

/** `pop position schema`: prints the JSON Schema of position files. */
export function registerPositionSchema(parent: Command, session: Session): void {
  documented(parent.command('schema'), {
    what: 'Print the JSON Schema of position files, for an editor or a check of your own.',
    examples: ['pop position schema > position.schema.json'],
    json: 'the schema on one line',
  }).action(() => {
    const schema = loadPositionSchema();
    session.print(schema, () => JSON.stringify(schema, null, 2));
  });
}
