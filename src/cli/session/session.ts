import { type Knex } from 'knex';
import { connect, dialectFor } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { compareSchema } from '../../../db/compare-schema.js';
import { missingSecretsKey } from '../../../db/missing-secrets-key.js';
import { secretBox } from '../../../engine/secrets/secret-box.js';
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
  db(options?: { migrated?: boolean; statements?: StatementLimit; alone?: boolean }): Promise<Knex>;
  /**
   * The database as it is, only for looking: nothing is written, and its schema may be any. It refuses a file that does
   * not exist.
   */
  look(): Promise<Knex>;
  /** Another database, by its url. It is neither created nor migrated. It is closed with the session. */
  openOther(url: string, options: { statements: StatementLimit }): Knex;
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
  const others: Knex[] = [];
  const databases = (): Knex[] => (opened ? [opened, ...others] : others);
  const warn = (text: string): void => terminal.writeError(`Warning: ${text}\n`);
  return {
    ...terminal,
    json,
    async db({ migrated = true, statements = 'usual', alone = false } = {}) {
      if (opened) return opened;
      almostOurs(terminal.env).forEach(warn);
      opened = await inWords(() => open(terminal, { create: !migrated, statements, alone, readOnly: false }));
      if (!migrated) return opened;
      const inUse = (error: unknown): never => {
        throw alone && dialectOf(opened!).isLocked(error) ? refused(IN_USE) : error;
      };
      const { pending } = await inWords(async () => fitSchema(await compareSchema(opened!).catch(inUse)));
      if (pending.length > 0) {
        throw refused(`The database is not migrated (${pending[0]!.name} is next): run pop migrate.`);
      }
      const missingKey = await inWords(() => missingSecretsKey(opened!, ['config', 'configVersion', 'signingSecrets']));
      if (missingKey !== undefined) throw refused(missingKey);
      return opened;
    },
    async look() {
      const options = { create: false, statements: 'usual', alone: false, readOnly: true } as const;
      return (opened ??= await inWords(() => open(terminal, options)));
    },
    openOther(url, { statements }) {
      const other = connect(url, { poolSize: 1, log: SILENT, statementMs: STATEMENT_LIMITS[statements] });
      others.push(other);
      return other;
    },
    print(result, text) {
      terminal.write(`${json ? JSON.stringify(result) : text()}\n`);
    },
    note(text) {
      if (!json) terminal.writeError(`${text}\n`);
    },
    warn,
    isPassing(error) {
      return databases().some((db) => dialectOf(db).isUnavailable(error) || dialectOf(db).isRetryable(error));
    },
    async close() {
      await Promise.all(databases().map((db) => db.destroy()));
    },
  };
}

// knex would print its warnings with a stack on standard output. It throws the same as an error.
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

const IN_USE = 'Another process has the database open, a gateway for example: stop it first.';

interface OpenOptions {
  create: boolean;
  statements: StatementLimit;
  alone: boolean;
  readOnly: boolean;
}

function open({ env, randomBytes }: Terminal, { create, statements, ...options }: OpenOptions): Knex {
  const { databaseUrl, poolSize, secretKeys } = readConfig(env);
  const missing = create ? undefined : dialectFor(databaseUrl).missingFile(databaseUrl);
  if (missing !== undefined) {
    const why = `DATABASE_URL names ${missing}, and there is no such file`;
    throw refused(`The database is not migrated (${why}): set DATABASE_URL to the right one, or run pop migrate.`);
  }
  const secrets = secretBox(secretKeys, randomBytes);
  const limits = { poolSize, statementMs: STATEMENT_LIMITS[statements] };
  return connect(databaseUrl, { ...limits, ...options, secrets, log: SILENT });
}
