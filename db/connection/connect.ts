import knex, { type Knex } from 'knex';
import { type Dialect, type DialectConfig } from './dialect.js';
import { dialect as server } from './dialect-mysql.js';
import { dialect as embedded } from './dialect-sqlite.js';
import { type SecretBox } from '../../engine/secrets/secret-box.js';
import { STATEMENT_LIMITS } from './statement-limits.js';

/** The embedded database in its usual place, and what a DATABASE_URL looks like. */
export const DEFAULT_DATABASE_URL = embedded.example;
export const DATABASE_URL_FORMS = `${embedded.example} or ${server.example}`;

const DEFAULT_POOL_SIZE = 10;
// This is shorter than the deadline of a request, so that the caller gets a 503.
const ACQUIRE_TIMEOUT_MS = 10_000;

export interface ConnectOptions {
  /** The maximum number of connections. A dialect may set another one. */
  poolSize?: number;
  /** How long a statement on a server may take until its answer, ms. By default `STATEMENT_LIMITS.usual`. */
  statementMs?: number;
  /**
   * Nobody else may have an embedded database open meanwhile, not even to read. If somebody has, the first query fails
   * (`isLocked`).
   */
  alone?: boolean;
  /** Only for looking: nothing can be written, and opening it changes nothing. A file must exist. */
  readOnly?: boolean;
  /** The logger for lost connections and deprecated calls that knex reports. By default the console. */
  log?: Knex.Logger;
  /** Seals and opens secrets. Without it they are stored in clear. */
  secrets?: SecretBox;
}

/**
 * Opens the database of a DATABASE_URL. Nothing is sent to it before the first query. An unusable url throws an Error
 * that says why.
 */
export function connect(url: string, options: ConnectOptions = {}): Knex {
  const dialect = dialectFor(url);
  const config: DialectConfig = {
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    ...dialect.knexConfig(url, {
      poolSize: options.poolSize ?? DEFAULT_POOL_SIZE,
      statementMs: options.statementMs ?? STATEMENT_LIMITS.usual,
      alone: options.alone ?? false,
      readOnly: options.readOnly ?? false,
      // This is knex's own logger, which writes to the right place.
      warn: (message) => (db.client as { logger: { warn(message: string): void } }).logger.warn(message),
    }),
    // Otherwise error messages, and so the log, would contain bound values such as candidates' data.
    compileSqlOnError: false,
    ...(options.log && { log: options.log }),
    ownDialect: dialect,
    ...(options.secrets && { ownSecrets: options.secrets }),
  };
  const db = knex(config);
  return db;
}

/** Opens a new, empty database that only this process has and that ends with it. */
export function connectPrivate(): Knex {
  return connect(embedded.privateUrl!);
}

/** Whether a DATABASE_URL names a database in a file of this machine. */
export function isEmbedded(url: string): boolean {
  return embedded.accepts(url);
}

/** Whether a DATABASE_URL names a database that only the process has that opens it. */
export function isPrivate(url: string): boolean {
  return embedded.accepts(url) && embedded.isPrivate(url);
}

/** The dialect of a DATABASE_URL that is not open, for example to describe it in the log. */
export function dialectFor(url: string): Dialect {
  const dialect = [embedded, server].find((candidate) => candidate.accepts(url));
  if (dialect !== undefined) return dialect;
  // The url is not repeated here, because it may hold a password.
  throw new Error(`DATABASE_URL is not valid. Examples: ${DATABASE_URL_FORMS}`);
}
