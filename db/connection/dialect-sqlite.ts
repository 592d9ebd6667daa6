import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Knex } from 'knex';
import { codeOf, type Dialect, isPoolTimeout, type KnexConfigOptions, type TableShape } from './dialect.js';
import { embeddedClient, embeddedDriver } from './driver/embedded-driver.js';
import { type GuardedConnection, guardWrites } from './driver/guard-writes.js';
import { embeddedInspection } from './inspection/embedded-inspection.js';
import { plainValues } from './driver/plain-values.js';
import { PreparedReader, type PreparingConnection } from './driver/prepared-reader.js';
import { WriteLockTimeout } from './driver/write-lock-timeout.js';
import { type WriteTurns, writeTurns } from './driver/write-turns.js';

/** SQLite, the embedded default: one file, any number of processes on one host. `sqlite:path` or `sqlite::memory:`. */
export const dialect: Dialect = {
  example: 'sqlite:data/pop.sqlite',
  shareDatabase: false,
  inspection: embeddedInspection('sqlite_version', (db) => dialect.tables(db)),
  privateUrl: 'sqlite::memory:',
  nowMs: "cast(unixepoch('subsec') * 1000 as integer)",
  // The write lock covers every row.
  skipLocked: '',
  accepts: (url) => url.startsWith('sqlite:'),
  describe: (url) => url,
  isPrivate: (url) => fileOf(url) === ':memory:',
  missingFile: (url) => {
    const filename = fileOf(url);
    return filename === ':memory:' || existsSync(filename) ? undefined : resolve(filename);
  },
  knexConfig,
  checkServer: async () => {},

  // No answer can be lost between this process and a file. The driver waits for the end of each statement.
  raiseStatementLimit: async () => {},

  // The write lock covers every row.
  lockRow: async () => {},

  // Each transaction has the write lock from its beginning.
  lockMigrations: (_trx, _row, work) => work(),

  // All migrations run in one transaction here.
  createTableOnce: async (trx, name, build) => {
    if (!(await trx.schema.hasTable(name))) await trx.schema.createTable(name, build);
  },

  defineIndex: async (trx, { table, name, columns, unique = false }) => {
    await trx.raw(`drop index if exists ${name}`);
    await trx.raw(`create ${unique ? 'unique ' : ''}index ${name} on ${table} (${columns.join()})`);
  },

  // The cast is necessary: this system table has no column types, so a bound string would stay text.
  startIdsAt: async (trx, table, id) => {
    await trx('sqlite_sequence').where({ name: table }).delete();
    await trx.raw('insert into sqlite_sequence (name, seq) values (?, cast(? as integer) - 1)', [table, id]);
  },

  tables: async (db) => {
    const names = await db.raw<{ name: string }[]>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
    );
    return Promise.all(names.map(({ name }) => tableShape(db, name)));
  },

  nextId: async (db, table) => {
    const [row] = await db.raw<{ next: number | string }[]>(
      'select seq + 1 as next from sqlite_sequence where name = ?',
      [table],
    );
    return row && String(row.next);
  },

  select: (db, sql, bindings, { asTuples, keep } = {}) => {
    const { ownReader } = (db.client as { config: EmbeddedConfig }).config;
    if (!asTuples) return ownReader?.select(sql, bindings);
    return keep ? ownReader?.keptTuples(sql, bindings) : ownReader?.tuples(sql, bindings);
  },

  unionAll: (selects) => selects.map((select) => `select * from (${select})`).join(' union all '),

  // This build has no LIMIT in DELETE.
  deleteLeast: (table, column, limit) =>
    `delete from ${table} where rowid in
       (select rowid from ${table} where ${column} < ? order by ${column} limit ${limit})`,

  whenTrue: (conditions) => `select ${conditions.join(', ')}`,

  inserted: (column) => `excluded.${column}`,

  byIndex: (name) => `indexed by ${name}`,
  byPrimaryKey: 'not indexed',

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

  writeTurns: (db) => (db.client as { config: EmbeddedConfig }).config.ownTurns,

  isDuplicateKey: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/.test(codeOf(error).code),
  isLocked,
  isRetryable: (error) => /^SQLITE_(BUSY_SNAPSHOT|LOCKED)/.test(codeOf(error).code),
  isUnavailable: (error) =>
    isPoolTimeout(error) ||
    error instanceof WriteLockTimeout ||
    /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY)/.test(codeOf(error).code),
};

async function tableShape(db: Knex, name: string): Promise<TableShape> {
  const columns = await db.raw<{ name: string; pk: number }[]>(
    'select name, pk from pragma_table_info(?) order by cid',
    [name],
  );
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  return { name, columns: columns.map((column) => column.name), key: key.map((column) => column.name) };
}

function isLocked(error: unknown): boolean {
  return /^SQLITE_BUSY(_RECOVERY)?$/.test(codeOf(error).code);
}

interface EmbeddedConfig extends Knex.Config {
  ownReader: PreparedReader | undefined;
  ownTurns: WriteTurns;
}

function fileOf(url: string): string {
  const filename = url.slice('sqlite:'.length).replace(/^\/\//, '');
  if (filename === '') throw new Error('DATABASE_URL names no file. Example: sqlite:path/to/file.db');
  return filename;
}

function knexConfig(url: string, { alone, readOnly }: Pick<KnexConfigOptions, 'alone' | 'readOnly'>): EmbeddedConfig {
  const filename = fileOf(url);
  if (filename !== ':memory:' && !readOnly) mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
  // A database in memory belongs to its one connection.
  const shares = filename !== ':memory:' && !alone && !readOnly;
  const ownReader = shares ? new PreparedReader(() => openReader(filename)) : undefined;
  return {
    ownReader,
    ownTurns: writeTurns({ now: () => performance.now() }),
    client: embeddedClient(),
    connection: { filename, options: { safeIntegers: true, readonly: readOnly && isLogged(filename) } },
    useNullAsDefault: true,
    // The driver is synchronous, so a second connection of this process would never work at the same time.
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: Connection, done: Done) => {
        setUp(connection, { reader: ownReader, alone, readOnly }).then(
          () => done(null, connection),
          (error: Error) => done(error, connection),
        );
      },
      // After a failed COMMIT the transaction is still open, and later writes would be lost. Closing rolls it back.
      validate: (connection: Connection) => !connection.inTransaction,
    },
    postProcessResponse: (response: unknown) => plainValues(isRunResult(response) ? writeResult(response) : response),
  };
}

/**
 * Whether a log of writes lies beside the file. A connection that may write would bring the log into the file when it
 * closes. Without a log it has nothing to bring, and removes the log that it made; one that only reads would leave it.
 */
const isLogged = (filename: string): boolean => existsSync(`${filename}-wal`);

function openReader(filename: string): PreparingConnection | undefined {
  if (!existsSync(filename)) return undefined;
  const Database = embeddedDriver();
  const connection = new Database(filename, { readonly: true, timeout: BUSY_TIMEOUT_MS }).defaultSafeIntegers();
  const version = connection.prepare('pragma data_version').pluck();
  return {
    prepare: (sql) => connection.prepare(sql),
    version: () => version.get(),
    close: () => connection.close(),
  };
}

type Done = (error: Error | null, connection: unknown) => void;

interface Connection extends GuardedConnection {
  pragma(source: string): unknown;
  close(): unknown;
}

// The driver would wait in the only thread, so it must not wait.
const BUSY_TIMEOUT_MS = 0;

async function setUp(
  connection: Connection,
  { reader, alone, readOnly }: { reader: PreparedReader | undefined; alone: boolean; readOnly: boolean },
): Promise<void> {
  // The reader is closed together with the connection, because knex has no other event for it.
  const close = connection.close.bind(connection);
  connection.close = () => {
    reader?.close();
    return close();
  };
  guardWrites(connection);
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  try {
    // This comes first, because afterwards the connection would share the file.
    if (alone) connection.pragma('locking_mode = EXCLUSIVE');
    if (readOnly) {
      connection.pragma('query_only = ON');
      // The first look at the file.
      return await whenFree(() => connection.pragma('schema_version'));
    }
    // Needs the file alone when the file is new or another process is closing it.
    await whenFree(() => connection.pragma('journal_mode = WAL'));
    // FULL and not NORMAL: what was acknowledged must survive a power failure.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
  } catch (error) {
    // knex drops a connection whose set-up failed, but leaves it open.
    connection.close();
    throw error;
  }
}

// This is shorter than the time that a query waits for a connection.
const SET_UP_WITHIN_MS = 5_000;

/** Waits until no other process has the file for itself. */
async function whenFree(step: () => unknown): Promise<void> {
  const end = performance.now() + SET_UP_WITHIN_MS;
  for (;;) {
    try {
      step();
      return;
    } catch (error) {
      if (!isLocked(error) || performance.now() >= end) throw error;
    }
    await wait(10);
  }
}

interface RunResult {
  changes: number;
  lastInsertRowid: bigint;
}

function isRunResult(response: unknown): response is RunResult {
  return typeof response === 'object' && response !== null && 'lastInsertRowid' in response;
}

// The result that `raw` gives for a statement that writes, in the same form on both databases.
function writeResult(result: RunResult): { affectedRows: number; insertId: string } {
  return { affectedRows: result.changes, insertId: String(result.lastInsertRowid) };
}
