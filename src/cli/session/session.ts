import { type Knex } from 'knex';
import { connect, dialectFor } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { compareSchema } from '../../../db/compare-schema.js';
import { fitSchema } from '../../../db/migrate.js';
import { STATEMENT_LIMITS, type StatementLimit } from '../../../db/connection/statement-limits.js';
import { almostOurs } from '../../config/almost-ours.js';
import { readConfig } from '../../config/config.js';
import { inWords } from '../output/in-words.js';
import { refused } from '../output/refused.js';
import { type Terminal } from './terminal.js';

/** One run of the command line, as the commands see it. */
export interface Session extends Terminal {
  /** Output is for a script: one JSON object. */
  readonly json: boolean;
  /**
   * The database, opened as the first call says. Unless told otherwise, it refuses a database that does not exist or is
   * not migrated.
   */
  db(options?: { migrated?: boolean; statements?: StatementLimit }): Promise<Knex>;
  /** Prints the result: the object for a script, or the lines for a person. */
  readonly print: (result: object, text: () => string) => void;
  /** Prints a remark beside the result, only for a person. */
  readonly note: (text: string) => void;
  /** Prints a warning to standard error, for a person and for a script. */
  readonly warn: (text: string) => void;
  /** Whether the error only means that the database is away or too busy. */
  isPassing(error: unknown): boolean;
  close(): Promise<void>;
}

/** Makes a session on the database of `DATABASE_URL`. The caller closes it. */
export function createSession(terminal: Terminal, { json }: { json: boolean }): Session {
  let opened: Knex | undefined;
  const warn = (text: string): void => terminal.writeError(`Warning: ${text}\n`);
  return {
    ...terminal,
    json,
    async db({ migrated = true, statements = 'usual' } = {}) {
      if (opened) return opened;
      almostOurs(terminal.env).forEach(warn);
      opened = await inWords(() => open(terminal, { create: !migrated, statements }));
      if (!migrated) return opened;
      const { pending } = await inWords(async () => fitSchema(await compareSchema(opened!)));
      if (pending.length > 0) {
        throw refused(`The database is not migrated (${pending[0]!.name} is next): run pop migrate.`);
      }
      return opened;
    },
    print(result, text) {
      terminal.write(`${json ? JSON.stringify(result) : text()}\n`);
    },
    note(text) {
      if (!json) terminal.writeError(`${text}\n`);
    },
    warn,
    isPassing(error) {
      if (!opened) return false;
      const dialect = dialectOf(opened);
      return dialect.isUnavailable(error) || dialect.isRetryable(error);
    },
    async close() {
      await opened?.destroy();
    },
  };
}

function open({ env }: Terminal, { create, statements }: { create: boolean; statements: StatementLimit }): Knex {
  const { databaseUrl, poolSize } = readConfig(env);
  const missing = create ? undefined : dialectFor(databaseUrl).missingFile(databaseUrl);
  if (missing !== undefined) {
    const why = `DATABASE_URL names ${missing}, and there is no such file`;
    throw refused(`The database is not migrated (${why}): set DATABASE_URL to the right one, or run pop migrate.`);
  }
  // knex would print its warnings with a stack on standard output. It throws the same as an error.
  const silent = { warn() {}, error() {}, deprecate() {}, debug() {} };
  return connect(databaseUrl, { poolSize, log: silent, statementMs: STATEMENT_LIMITS[statements] });
}
