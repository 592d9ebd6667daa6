import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Knex } from 'knex';
import { codeOf, type Dialect, isPoolTimeout } from './dialect.js';
import { plainValues } from './plain-values.js';
import { PreparedReader, type PreparingConnection } from './prepared-reader.js';

/** SQLite, the embedded default: one file, any number of processes on one host. `sqlite:path` or `sqlite::memory:`. */
export const dialect: Dialect = {
  example: 'sqlite:data/pop.sqlite',
  shareDatabase: false,
  nowMs: "cast(unixepoch('subsec') * 1000 as integer)",
  // The write lock covers every row.
  skipLocked: '',
  accepts: (url) => url.startsWith('sqlite:'),
  describe: (url) => url,
  missingFile: (url) => {
    const filename = fileOf(url);
    return filename === ':memory:' || existsSync(filename) ? undefined : resolve(filename);
  },
  knexConfig,
  checkServer: async () => {},

  // The write lock covers every row.
  lockRow: async () => {},

  // Each transaction has the write lock from its beginning.
  lockMigrations: (_trx, work) => work(),

  // All migrations run in one transaction here.
  createTableOnce: async (trx, name, build) => {
    if (!(await trx.schema.hasTable(name))) await trx.schema.createTable(name, build);
  },

  defineIndex: async (trx, { table, name, columns, unique = false }) => {
    await trx.raw(`drop index if exists ${name}`);
    await trx.raw(`create ${unique ? 'unique ' : ''}index ${name} on ${table} (${columns.join()})`);
  },

  // The cast matters: this system table has no column types, a bound string would stay text.
  startIdsAt: async (trx, table, id) => {
    await trx('sqlite_sequence').where({ name: table }).delete();
    await trx.raw('insert into sqlite_sequence (name, seq) values (?, cast(? as integer) - 1)', [table, id]);
  },

  select: (db, sql, bindings, { asTuples } = { asTuples: false }) => {
    const { ownReader } = (db.client as { config: ReaderConfig }).config;
    return asTuples ? ownReader?.tuples(sql, bindings) : ownReader?.select(sql, bindings);
  },

  unionAll: (selects) => selects.map((select) => `select * from (${select})`).join(' union all '),

  byIndex: (name) => `indexed by ${name}`,

  // GROUP BY would read the whole index.
  leastOfEach: (table, { fixed, is, key, value }) => `
    with recursive each_key (${key}) as (
      select min(${key}) from ${table} where ${fixed} = ${is}
      union all
      select (select min(t.${key}) from ${table} t where t.${fixed} = ${is} and t.${key} > each_key.${key})
        from each_key where each_key.${key} is not null
    )
    select ${key}, (select min(t.${value}) from ${table} t
                     where t.${fixed} = ${is} and t.${key} = each_key.${key}) as least
      from each_key where ${key} is not null`,

  isDuplicateKey: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/.test(codeOf(error).code),
  isRetryable: (error) => isBusy(error),
  isUnavailable: (error) =>
    isBusy(error) || isPoolTimeout(error) || /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/.test(codeOf(error).code),
};

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error).code);
}

interface ReaderConfig extends Knex.Config {
  ownReader: PreparedReader | undefined;
}

function fileOf(url: string): string {
  const filename = url.slice('sqlite:'.length).replace(/^\/\//, '');
  if (filename === '') throw new Error('DATABASE_URL names no file: sqlite:path/to/file.db is valid.');
  return filename;
}

function knexConfig(url: string): ReaderConfig {
  const filename = fileOf(url);
  if (filename !== ':memory:') mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
  // A database in memory belongs to its one connection.
  const ownReader = filename === ':memory:' ? undefined : new PreparedReader(() => openReader(filename));
  return {
    ownReader,
    client: 'better-sqlite3',
    connection: { filename, options: { safeIntegers: true } },
    useNullAsDefault: true,
    // The driver is synchronous: a second connection of this process would block the very thread that is to release the lock.
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: Connection, done: Done) => afterCreate(connection, ownReader, done),
    },
    postProcessResponse: (response: unknown) => plainValues(isRunResult(response) ? writeResult(response) : response),
  };
}

function openReader(filename: string): PreparingConnection | undefined {
  if (!existsSync(filename)) return undefined;
  const connection = new Database(filename, { readonly: true }).defaultSafeIntegers();
  const version = connection.prepare('pragma data_version').pluck();
  return {
    prepare: (sql) => connection.prepare(sql),
    version: () => version.get(),
    close: () => connection.close(),
  };
}

type Done = (error: Error | null, connection: unknown) => void;

interface Connection {
  prepare(sql: string): unknown;
  pragma(source: string): unknown;
  close(): unknown;
}

function afterCreate(connection: Connection, reader: PreparedReader | undefined, done: Done): void {
  try {
    // The reader goes with the connection: knex knows of no other moment.
    const close = connection.close.bind(connection);
    connection.close = () => {
      reader?.close();
      return close();
    };
    beginImmediately(connection);
    connection.pragma('busy_timeout = 5000');
    connection.pragma('journal_mode = WAL');
    // FULL, not NORMAL: an answer that was acknowledged must outlive a power failure.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    done(null, connection);
  } catch (error) {
    done(error as Error, connection);
  }
}

// knex says BEGIN, which takes no lock: a transaction that reads first and then writes fails at once with BUSY_SNAPSHOT if
// another process has written in between. One that begins with the write lock waits its turn instead.
function beginImmediately(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql) => prepare(sql === 'BEGIN;' ? 'BEGIN IMMEDIATE;' : sql);
}

interface RunResult {
  changes: number;
  lastInsertRowid: bigint;
}

function isRunResult(response: unknown): response is RunResult {
  return typeof response === 'object' && response !== null && 'lastInsertRowid' in response;
}

// What `raw` gives for a statement that writes, in the same words on both databases.
function writeResult(result: RunResult): { affectedRows: number; insertId: string } {
  return { affectedRows: result.changes, insertId: String(result.lastInsertRowid) };
}
