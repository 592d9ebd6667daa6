import { type Knex } from 'knex';
import { type Inspection } from './inspection/inspection.js';
import { type LockRow, type LockRowTimes } from './lock-row.js';
import { type SecretBox } from '../../engine/secrets/secret-box.js';
import { type WriteTurns } from './driver/write-turns.js';

/**
 * All differences between the two databases. Code outside the two implementations uses this interface and never asks
 * for a product's name. `Knex` arguments may be a transaction unless they are called `db`.
 */
export interface Dialect {
  /** A valid url, for messages. */
  readonly example: string;
  /** Whether several processes on several hosts may work on one database. */
  readonly shareDatabase: boolean;
  /** SQL for the database's own clock, ms UTC. All hosts use this one clock to decide what is due. */
  readonly nowMs: string;
  /** The end of a SELECT that locks its rows and passes over rows that another transaction has locked. */
  readonly skipLocked: string;
  /** What it can be asked about itself. */
  readonly inspection: Inspection;
  /** The url of a database that only the process has that opens it, where there is such a url. */
  readonly privateUrl?: string;
  /** Whether the url names a database that only the process has that opens it. */
  isPrivate(url: string): boolean;
  /** Whether the url's scheme is this dialect's. `knexConfig` checks the rest of the url. */
  accepts(url: string): boolean;
  /** The url without its password, for the log. */
  describe(url: string): string;
  /**
   * The absolute path of the url's file when the file does not exist yet, because opening it creates it. Undefined for
   * a server.
   */
  missingFile(url: string): string | undefined;
  /** Connection and pool settings. A url with an unusable part throws an Error that says why. */
  knexConfig(url: string, options: KnexConfigOptions): Knex.Config;
  /** Throws an Error that says why when the server lacks a feature that the queries need. */
  checkServer(db: Knex): Promise<void>;
  /** Sets the limit for each later statement of the transaction, ms. */
  raiseStatementLimit(trx: Knex.Transaction, limitMs: number): Promise<void>;
  /** Locks the row of that id until the transaction ends. The table has the column `turns`, which counts the locks. */
  lockRow(trx: Knex.Transaction, table: string, id: string): Promise<void>;
  /**
   * Runs `work` while no other process migrates this database, for which it waits `patienceMs`. On a server the lock is
   * that row, and each statement commits by itself. The statements of `work` have the limit of a migration.
   */
  lockMigrations<T>(trx: Knex.Transaction, row: LockRow, work: () => Promise<T>, times: LockRowTimes): Promise<T>;
  /**
   * Creates a table with its indexes and foreign keys in one step, so that a crash cannot leave half of it. An existing
   * table stays as it is.
   */
  createTableOnce(trx: Knex, name: string, build: (t: Knex.CreateTableBuilder) => void): Promise<void>;
  /** Gives the table's index of that name those columns, whatever it had before. This is one step, as above. */
  defineIndex(trx: Knex, index: IndexDefinition): Promise<void>;
  /** Makes `id` (decimal digits) the next id of a table that is still empty. */
  startIdsAt(trx: Knex, table: string, id: string): Promise<void>;
  /** The tables of the database with their columns, in the order of their names. */
  tables(db: Knex): Promise<TableShape[]>;
  /** The id that the next row of the table gets. Undefined for a table that does not make ids. */
  nextId(db: Knex, table: string): Promise<string | undefined>;
  /**
   * Lets the transaction write rows before those that they refer to. The connection stays so. Undefined where only
   * whole databases can be loaded in that way.
   */
  ignoreForeignKeys?(trx: Knex.Transaction): Promise<void>;
  /** Runs a SELECT outside of any transaction by a shorter way than knex's. Undefined where there is no such way. */
  select?(
    db: Knex,
    sql: string,
    bindings: Knex.RawBinding[],
    options?: SelectOptions,
  ): unknown[] | Promise<unknown[]> | undefined;
  /** A DELETE of rows with a `column` below the one value to bind: those with the least, at most so many of them. */
  deleteLeast(table: string, column: string, limit: number): string;
  /** The rows of all these SELECTs, one after the other. Each may have its own ORDER BY, LIMIT and `skipLocked`. */
  unionAll(selects: readonly string[]): string;
  /**
   * A SELECT of these conditions, 1 or 0 each. A server that can wait answers as soon as one of them is true, for which
   * it looks at these intervals, or after `forMs` at the latest. Elsewhere the answer comes at once.
   */
  whenTrue(conditions: readonly string[], times: { everyMs: number; forMs: number }): string;
  /** In an INSERT that changes the row if it exists: the value of the column that was to be inserted. */
  inserted(column: string): string;
  /** The hint after a table in FROM that makes the database use that index. */
  byIndex(name: string): string;
  /** The hint that makes it use the primary key. */
  readonly byPrimaryKey: string;
  /**
   * A SELECT of each value of the column `key` and, as `least`, the least `value` of its rows, among the rows with the
   * number `is` in the column `fixed`. It costs some seeks for each key in an index that begins with fixed, key, value,
   * however many rows there are. The optimizers of the two databases need different statements for that.
   */
  leastOfEach(table: string, columns: LeastOfEach): string;
  /**
   * The order of this process's writes, where the whole database has one write lock. Undefined where rows have their
   * own locks.
   */
  writeTurns(db: Knex): WriteTurns | undefined;
  isDuplicateKey(error: unknown): boolean;
  /** Whether another process holds the write lock of the whole database, or is opening it. Nothing was done. */
  isLocked(error: unknown): boolean;
  /** Whether the whole transaction was or can be rolled back, and may succeed when it runs again. */
  isRetryable(error: unknown): boolean;
  /** Whether the database cannot be reached or is too busy. The request itself is not wrong. */
  isUnavailable(error: unknown): boolean;
}

export interface TableShape {
  name: string;
  columns: string[];
  /** The columns of the primary key, in its order. */
  key: string[];
}

export interface KnexConfigOptions {
  poolSize: number;
  /** Nobody else may have the file of the database open meanwhile. Without meaning for a server. */
  alone: boolean;
  /** Nothing can be written, and opening it changes nothing. */
  readOnly: boolean;
  /** How long a statement may take until its answer, where the database is a server. */
  statementMs: number;
  /** Reports connections that are given up. */
  warn(message: string): void;
}

export interface SelectOptions {
  /** Each row as an array in the order of the columns. */
  asTuples?: boolean;
  /** For frequent statements: the rows of the last run may be returned until something is written. */
  keep?: boolean;
  /** Ends the statement, and the connection it has. Only a server heeds it: elsewhere no SELECT waits. */
  signal?: AbortSignal;
}

interface IndexDefinition {
  table: string;
  name: string;
  columns: readonly string[];
  unique?: boolean;
}

interface LeastOfEach {
  fixed: string;
  is: number;
  key: string;
  value: string;
}

/** knex passes its configuration, and so the dialect and the box, on to every transaction. */
export interface DialectConfig extends Knex.Config {
  ownDialect: Dialect;
  /** Seals and opens the secrets that are stored. */
  ownSecrets?: SecretBox;
}

/** The dialect of a database opened by `connect`, or of one of its transactions. */
export function dialectOf(db: Knex): Dialect {
  const { ownDialect } = (db.client as { config: Partial<DialectConfig> }).config;
  if (ownDialect === undefined) throw new Error('This database was not opened by connect().');
  return ownDialect;
}

/** The driver's code of an error ('' without one) and its number (0 without one). */
export function codeOf(error: unknown): { code: string; errno: number } {
  const { code, errno } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return { code: typeof code === 'string' ? code : '', errno: typeof errno === 'number' ? errno : 0 };
}

/** Whether no connection of the pool became free in time. */
export function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'KnexTimeoutError';
}
