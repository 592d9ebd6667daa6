import { type Knex } from 'knex';
import { type WriteTurns } from './driver/write-turns.js';

/**
 * Everything in which the two databases differ. Code outside the two implementations asks here and never for a
 * product's name. `Knex` arguments may be a transaction unless they are called `db`.
 */
export interface Dialect {
  /** A valid url, for messages. */
  readonly example: string;
  /** Several processes on several hosts may work on one database. */
  readonly shareDatabase: boolean;
  /** SQL for the database's own clock, ms UTC. All hosts use this one clock to decide what is due. */
  readonly nowMs: string;
  /** Ends a SELECT whose rows are to be locked, passing over those that another transaction has locked. */
  readonly skipLocked: string;
  /** Whether the url's scheme is this dialect's; the rest of it is checked by `knexConfig`. */
  accepts(url: string): boolean;
  /** The url without its password, for the log. */
  describe(url: string): string;
  /**
   * The file of the url, as an absolute path, when there is none yet: to open it is to make it. Undefined for a server.
   */
  missingFile(url: string): string | undefined;
  /** Connection and pool settings. A url with an unusable part is an Error in words. */
  knexConfig(url: string, options: KnexConfigOptions): Knex.Config;
  /** Refuses, in words, a server that lacks what the queries need. */
  checkServer(db: Knex): Promise<void>;
  /** From here to its end each statement of the transaction may take so many ms. */
  raiseStatementLimit(trx: Knex.Transaction, limitMs: number): Promise<void>;
  /** Locks the row of that id until the transaction ends. */
  lockRow(trx: Knex.Transaction, table: string, id: string): Promise<void>;
  /**
   * Runs `work` while no other process migrates this database; its statements may take as long as a migration's may.
   */
  lockMigrations<T>(trx: Knex.Transaction, work: () => Promise<T>): Promise<T>;
  /**
   * Creates a table with its indexes and foreign keys in one step that a crash cannot halve; leaves an existing one.
   */
  createTableOnce(trx: Knex, name: string, build: (t: Knex.CreateTableBuilder) => void): Promise<void>;
  /** The table's index of that name has those columns afterwards, whatever it had before; in one step, as above. */
  defineIndex(trx: Knex, index: IndexDefinition): Promise<void>;
  /** The next id the still empty table gives is `id` (decimal digits). */
  startIdsAt(trx: Knex, table: string, id: string): Promise<void>;
  /**
   * Runs a SELECT outside of any transaction by a way shorter than knex's, where there is one; undefined where there is
   * not.
   */
  select?(
    db: Knex,
    sql: string,
    bindings: Knex.RawBinding[],
    options?: SelectOptions,
  ): unknown[] | Promise<unknown[]> | undefined;
  /**
   * The rows of all these SELECTs, one after the other; each may have an ORDER BY, a LIMIT and `skipLocked` of its own.
   */
  unionAll(selects: readonly string[]): string;
  /** The hint after a table in FROM that makes the database use that index. */
  byIndex(name: string): string;
  /**
   * A SELECT of each value of the column `key` and, as `least`, the least `value` of its rows, among the rows that have
   * the number `is` in the column `fixed`: by some seeks a key in an index that begins with fixed, key, value, however
   * many rows there are. How each optimizer is brought to that differs.
   */
  leastOfEach(table: string, columns: LeastOfEach): string;
  /**
   * The order of this process's writes, where the whole database has one write lock; undefined where rows have their
   * own.
   */
  writeTurns(db: Knex): WriteTurns | undefined;
  isDuplicateKey(error: unknown): boolean;
  /** Whether another process holds the write lock of the whole database, or is opening it. Nothing was done. */
  isLocked(error: unknown): boolean;
  /** The whole transaction was or can be rolled back, and may succeed when run again. */
  isRetryable(error: unknown): boolean;
  /** The database cannot be reached or is too busy: nothing is wrong with the request. */
  isUnavailable(error: unknown): boolean;
}

export interface KnexConfigOptions {
  poolSize: number;
  /** How long a statement may be without its answer, where it is a server that answers. */
  statementMs: number;
  /** Told of connections that are given up. */
  warn(message: string): void;
}

export interface SelectOptions {
  /** Each row as an array in the order of the columns. */
  asTuples?: boolean;
  /** For statements that come often: the rows of the last run may be returned until something is written. */
  keep?: boolean;
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

/** knex hands its configuration on to every transaction, and the dialect with it. */
export interface DialectConfig extends Knex.Config {
  ownDialect: Dialect;
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
