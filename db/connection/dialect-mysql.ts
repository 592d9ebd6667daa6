import { type Knex } from 'knex';
import { type ConnectionWatch, connectionWatch, type ServerConnection } from './connection-watch.js';
import { codeOf, type Dialect, isPoolTimeout, type KnexConfigOptions } from './dialect.js';
import { serverInspection } from './inspection/server-inspection.js';
import { plainValues } from './driver/plain-values.js';
import { poolTuples } from './driver/pool-tuples.js';
import { type OwnConnection, withLockRow } from './lock-row.js';
import { SERVER_ERRORS } from './driver/server-errors.js';
import { readServerUrl, type ServerAddress } from './driver/server-url.js';
import { whenTrueAtServer } from './driver/when-true-at-server.js';
import { STATEMENT_LIMITS } from './statement-limits.js';

/** MySQL and MariaDB: any number of processes and hosts. `mysql://user:password@host:port/database?ssl=true`. */
export const dialect: Dialect = {
  example: 'mysql://user:password@host:3306/database (also mariadb://, ?ssl=true&sync=true)',
  shareDatabase: true,
  inspection: serverInspection,
  // This is right only because every connection's time zone is UTC.
  nowMs: 'cast(unix_timestamp(now(3)) * 1000 as signed)',
  skipLocked: 'for update skip locked',
  accepts: (url) => /^(mysql|mariadb):\/\//.test(url),
  describe: (url) => url.replace(/^([^:]+:\/\/[^:@/]*):.*@/, '$1:***@'),
  isPrivate: () => false,
  missingFile: () => undefined,
  knexConfig,

  checkServer: async (db) => {
    const refusal = refuseVersion(await serverInspection.version(db));
    if (refusal !== undefined) throw new Error(refusal);
    if ((db.client as { config: WatchedConfig }).config.ownSync && !(await isClusterNode(db))) throw new Error(NO_NODE);
  },

  raiseStatementLimit: async (trx, limitMs) => {
    const client = trx.client as { config: WatchedConfig; acquireConnection(): Promise<ServerConnection> };
    // A transaction's client has the transaction's connection and no other.
    client.config.ownWatch.raise(await client.acquireConnection(), limitMs);
    await trx.raw(`set session ${serverLimit(limitMs)}`);
  },

  // A write, because a cluster compares only what was written (decision 0044).
  lockRow: async (trx, table, id) => {
    await trx(table).where({ id }).increment('turns', 1);
  },

  // Every DDL statement commits by itself, so a transaction cannot protect migrations.
  lockMigrations: async (trx, row, work, times) => {
    await dialect.raiseStatementLimit(trx, STATEMENT_LIMITS.migration);
    // From here on each statement commits by itself.
    await trx.raw('commit');
    return withLockRow(trx, row, { dialect, connect: () => ownConnection(trx), times }, work);
  },

  // knex would create the table first and then add indexes and keys by one ALTER each. A crash in between would leave
  // half a table.
  createTableOnce: async (trx, name, build) => {
    const collation = await binaryCollation(trx);
    const [create, ...alters] = trx.schema.createTable(name, build).toSQL() as unknown as { sql: string }[];
    const parts = alters.map(({ sql }) => {
      const prefix = `alter table \`${name}\` add `;
      if (!sql.startsWith(prefix)) throw new Error(`A new table cannot have: ${sql}`);
      return sql.slice(prefix.length);
    });
    const columns = (create?.sql ?? '').replace(/^create table /, '').replace(/\)[^)]*$/, '');
    const settings = `engine = InnoDB default character set utf8mb4 collate ${collation}`;
    await trx.raw(`create table if not exists ${[columns, ...parts].join(', ')}) ${settings}`);
  },

  // One ALTER, so that a foreign key is never without its index, and a crash cannot leave half of the change.
  defineIndex: async (trx, { table, name, columns, unique = false }) => {
    const found = await trx('information_schema.statistics')
      .where({ table_schema: trx.raw('database()'), table_name: table, index_name: name })
      .orderBy('seq_in_index')
      .select<{ name: string }[]>('column_name as name');
    if (found.map((column) => column.name).join() === columns.join()) return;
    const drop = found.length > 0 ? `drop index ${name}, ` : '';
    await trx.raw(`alter table ${table} ${drop}add ${unique ? 'unique ' : ''}index ${name} (${columns.join()})`);
  },

  startIdsAt: async (trx, table, id) => {
    await trx.raw(`alter table ?? auto_increment = ${BigInt(id)}`, [table]);
  },

  tables: async (db) => {
    const columns = await db.raw<{ name: string; column_name: string }[]>(
      `select c.table_name as name, c.column_name as column_name from information_schema.columns c
         join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
        where c.table_schema = database() and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`,
    );
    const keys = await db.raw<{ name: string; column_name: string }[]>(
      `select table_name as name, column_name as column_name from information_schema.statistics
        where table_schema = database() and index_name = 'PRIMARY' order by table_name, seq_in_index`,
    );
    const of = (rows: typeof keys, name: string) =>
      rows.filter((row) => row.name === name).map((row) => row.column_name);
    const names = [...new Set(columns.map(({ name }) => name))].sort();
    return names.map((name) => ({ name, columns: of(columns, name), key: of(keys, name) }));
  },

  nextId: async (db, table) => {
    // The answer of one of the two servers may otherwise be a day old.
    const [row] = await db.raw<{ next: number | string | null }[]>(
      `select /*+ set_var(information_schema_stats_expiry = 0) */ auto_increment as next
         from information_schema.tables where table_schema = database() and table_name = ?`,
      [table],
    );
    return row === undefined || row.next === null ? undefined : String(row.next);
  },

  ignoreForeignKeys: async (trx) => {
    await trx.raw('set session foreign_key_checks = 0');
  },

  // Without parentheses a locking clause would belong to the whole union.
  unionAll: (selects) => selects.map((select) => `(${select})`).join(' union all '),

  // This uses only the pool of knex. A statement given as text leaves knex nothing to build, and its way through knex
  // took longer than the reading.
  select: (db, sql, bindings, options) =>
    options?.asTuples ? poolTuples(db, sql, bindings, options.signal) : undefined,

  deleteLeast: (table, column, limit) => `delete from ${table} where ${column} < ? order by ${column} limit ${limit}`,

  whenTrue: whenTrueAtServer,

  inserted: (column) => `values(${column})`,

  byIndex: (name) => `force index (${name})`,
  byPrimaryKey: 'force index (primary)',

  // This becomes a loose index scan, but only when it is grouped by the fixed column as well. The recursion that the
  // other database needs would read the whole index at each step here.
  leastOfEach: (table, { fixed, is, key, value }) =>
    `select ${key}, min(${value}) as least from ${table} where ${fixed} = ${is} group by ${fixed}, ${key}`,

  writeTurns: () => undefined,
  isLocked: () => false,
  isDuplicateKey: (error) => codeOf(error).errno === 1062,
  isRetryable: (error) => SERVER_ERRORS.get(codeOf(error).errno)?.retried === true,
  isUnavailable: (error) =>
    isPoolTimeout(error) ||
    (error as { fatal?: unknown } | undefined)?.fatal === true ||
    SERVER_ERRORS.get(codeOf(error).errno)?.unavailable === true ||
    /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROTOCOL_CONNECTION_LOST)/.test(
      codeOf(error).code,
    ),
};

const NO_NODE =
  'DATABASE_URL has sync=true, but the server is no node of a MariaDB Galera cluster (wsrep_on). Leave it out.';

// They speak MySQL's language, and their version strings begin like MySQL's.
const UNFIT = [
  { name: /tidb/i, because: 'it has no SKIP LOCKED, and its ids are not in the order of the rows' },
  { name: /vitess/i, because: 'a sharded one has no foreign keys and no transactions over all rows' },
];

async function isClusterNode(db: Knex): Promise<boolean> {
  const [row] = (await db.raw("show variables like 'wsrep_on'")) as { Value: string }[];
  return row?.Value === 'ON';
}

/**
 * The reason why a server of this version string cannot be used; undefined if it can. SKIP LOCKED sets the lowest
 * version.
 */
export function refuseVersion(version: string): string | undefined {
  const unfit = UNFIT.find(({ name }) => name.test(version));
  if (unfit) return `The database server is ${version}, which does not fit: ${unfit.because}. Use MySQL or MariaDB.`;
  const maria = /mariadb/i.test(version);
  const [, major = 0, minor = 0, patch = 0] = (/^(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const order = (major * 1000 + minor) * 1000 + patch;
  if (order >= (maria ? 10_006_000 : 8_000_001)) return undefined;
  return `The database server is ${version}; MySQL 8.0.1 or MariaDB 10.6 is the oldest that works (SKIP LOCKED).`;
}

async function ownConnection(trx: Knex.Transaction): Promise<OwnConnection> {
  const connection = await (trx.client as { acquireRawConnection(): Promise<ServerConnection> }).acquireRawConnection();
  return {
    run: (sql, values) =>
      new Promise((resolve, reject) => {
        connection.query(sql, values, (error: Error | null) => (error ? reject(error) : resolve()));
      }),
    destroy: () => connection.stream.destroy(),
  };
}

// These compare byte by byte, and 'a ' is not 'a', as in the other database. MySQL below 8.0.17 has only the last,
// which ignores trailing spaces.
async function binaryCollation(db: Knex): Promise<string> {
  const known = await db('information_schema.collations')
    .whereIn('collation_name', ['utf8mb4_nopad_bin', 'utf8mb4_0900_bin'])
    .orderBy('collation_name', 'desc')
    .select<{ name: string }[]>('collation_name as name');
  return known[0]?.name ?? 'utf8mb4_bin';
}

// Together with the limit of a statement, a request waits at most 13 s for a database that does not answer.
const ACQUIRE_TIMEOUT_MS = 5_000;
// This is shorter, so that the error names the fault and not only the missing connection.
const CONNECT_TIMEOUT_MS = 4_000;

interface WatchedConfig extends Knex.Config {
  ownWatch: ConnectionWatch;
  /** Whether each read waits until its node has what the others have committed. */
  ownSync: boolean;
}

function knexConfig(url: string, { poolSize, statementMs, readOnly, warn }: KnexConfigOptions): WatchedConfig {
  const ownWatch = connectionWatch({ statementMs, warn });
  const { server, sync } = readServerUrl(url, dialect.example);
  return {
    ownWatch,
    ownSync: sync,
    client: 'mysql2',
    // Otherwise knex asks the server, before the connection is watched. We use nothing that depends on the version.
    version: 'latest',
    connection: { ...connectionSettings(server), connectTimeout: Math.min(CONNECT_TIMEOUT_MS, statementMs) },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    pool: {
      min: 0,
      max: poolSize,
      afterCreate: (connection: ServerConnection, done: Done) => {
        ownWatch.watch(connection);
        setUp(connection, { statementMs, sync, readOnly }, done);
      },
      validate: (connection: ServerConnection) => isOpen(connection) && ownWatch.trusts(connection),
    },
    postProcessResponse: (response: unknown) => plainValues(ofRaw(response)),
  };
}

function connectionSettings(server: ServerAddress): Knex.MySql2ConnectionConfig {
  return {
    ...server,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    // Integers beyond 2^53 become strings, and smaller ones become numbers.
    supportBigNumbers: true,
    bigNumberStrings: false,
    // SUM and AVG give a DECIMAL, which would otherwise become a string.
    decimalNumbers: true,
    enableKeepAlive: true,
    keepAliveInitialDelay: 30_000,
    // Without this, an object bound as a value would be inserted into the SQL as `key = value`.
    stringifyObjects: true,
  };
}

// knex only checks whether the stream is destroyed. A server that closes ends the stream some turns earlier.
function isOpen({ stream }: ServerConnection): boolean {
  return stream.writable && !stream.readableEnded;
}

type Done = (error: Error | null, connection: unknown) => void;

function setUp(
  connection: ServerConnection,
  { statementMs, sync, readOnly }: { statementMs: number; sync: boolean; readOnly: boolean },
  done: Done,
): void {
  const settled = (error: Error | null): void => {
    // knex drops a connection whose set-up failed, but leaves it open.
    if (error !== null) connection.end(() => undefined);
    done(error, connection);
  };
  // With REPEATABLE READ the workers of the queue deadlock. With a time zone that has summer time, an hour is repeated
  // or missing.
  const isolation = `isolation level read committed${readOnly ? ', read only' : ''}`;
  connection.query(`set session transaction ${isolation}`, (error: Error | null) => {
    if (error !== null) return settled(error);
    // After this time the server frees the locks of a client that has vanished. MySQL has only the first setting.
    const patience = 'wait_timeout = 60 /*M! , idle_transaction_timeout = 10 */';
    const synced = sync ? '/*M! , wsrep_sync_wait = 1 */' : '';
    connection.query(
      `set session time_zone = '+00:00', innodb_lock_wait_timeout = 5, ${patience}, ${serverLimit(statementMs)} ${synced},
       sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
      settled,
    );
  });
}

// The server stops a slow statement a little before our own limit, so that the connection can be used again. Otherwise
// the server would go on working for nobody, once more at each retry. MySQL has this limit only for SELECT.
function serverLimit(limitMs: number): string {
  const ms = Math.ceil(limitMs * 0.875);
  return `/*M! max_statement_time = ${ms / 1000} */ /*!80001 max_execution_time = ${ms} */`;
}

// `raw` gives [rows, fields] or [header, undefined]. This returns only the rows, or the count of a statement that
// writes.
function ofRaw(response: unknown): unknown {
  if (!Array.isArray(response) || response.length !== 2) return response;
  const [first, second] = response as unknown[];
  if (Array.isArray(first) && Array.isArray(second)) return first;
  if (second !== undefined || typeof first !== 'object' || first === null || !('insertId' in first)) return response;
  const header = first as { affectedRows: number; insertId: number | string };
  return { affectedRows: header.affectedRows, insertId: String(header.insertId) };
}
