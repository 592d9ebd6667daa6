import { type Command } from 'commander';
import { migrate } from '../../../db/migrate.js';
import { databaseWords } from '../output/database-words.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop migrate`: brings the database to this version's schema. */
export function registerMigrate(parent: Command, session: Session): void {
  documented(parent.command('migrate'), {
    what: 'Bring the database to the schema of this version.',
    examples: ['pop migrate', 'pop migrate --json'],
    json: '{"applied": ["0001-users", ...], "newer": []}, newer: the migrations of a newer version',
  }).action(async () => {
    const db = await session.db({ migrated: false });
    const { applied, newer } = await migrate(db).catch((error: unknown) => {
      throw refused(databaseWords(error));
    });
    session.print({ applied, newer }, () => {
      if (newer.length > 0) return `Nothing to do: the database is of a newer version (${newer.join(', ')}).`;
      if (applied.length === 0) return 'Nothing to do: the database is up to date.';
      return applied.map((name) => `Applied ${name}.`).join('\n');
    });
  });
}
