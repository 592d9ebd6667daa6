import knex, { type Knex } from 'knex';
import { type Dialect, type DialectConfig } from './dialect.js';
import { dialect as server } from './dialect-mysql.js';
import { dialect as embedded } from './dialect-sqlite.js';
import { STATEMENT_LIMITS } from './statement-limits.js';

/** The embedded database in its usual place, and what a DATABASE_URL looks like. */
export const DEFAULT_DATABASE_URL = embedded.example;
export const DATABASE_URL_FORMS = `${embedded.example} or ${server.example}`;

const DEFAULT_POOL_SIZE = 10;
// This is shorter than the deadline of a request, so that the caller gets a 503.
const ACQUIRE_TIMEOUT_MS = 10_000;

export interface ConnectOptions {
  /** Connections at most; a dialect may know better. */
  poolSize?: number;
  /** How long a statement on a server may be without its answer, ms; `STATEMENT_LIMITS.usual` without it. */
  statementMs?: number;
  /** Where knex reports lost connections and deprecated calls; without it the console. */
  log?: Knex.Logger;
}

/**
 * Opens the database of a DATABASE_URL; nothing is sent to it before the first query. An unusable url is an Error in
 * words.
 */
export function connect(url: string, options: ConnectOptions = {}): Knex {
  const dialect = dialectFor(url);
  const config: DialectConfig = {
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    ...dialect.knexConfig(url, {
      poolSize: options.poolSize ?? DEFAULT_POOL_SIZE,
      statementMs: options.statementMs ?? STATEMENT_LIMITS.usual,
      // knex's own logger, which knows where its words go.
      warn: (message) => (db.client as { logger: { warn(message: string): void } }).logger.warn(message),
    }),
    // Otherwise error messages, and so the log, would contain bound values such as candidates' data.
    compileSqlOnError: false,
    ...(options.log && { log: options.log }),
    ownDialect: dialect,
  };
  const db = knex(config);
  return db;
}

/** The dialect of a DATABASE_URL that is not open, for example to describe it in the log. */
export function dialectFor(url: string): Dialect {
  const dialect = [embedded, server].find((candidate) => candidate.accepts(url));
  if (dialect !== undefined) return dialect;
  // The url itself may hold a password and is not repeated.
  throw new Error(`DATABASE_URL is not valid. Examples: ${DATABASE_URL_FORMS}`);
}
