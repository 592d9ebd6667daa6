import { type Knex } from 'knex';
import { type Dialect, dialectOf } from './connection/dialect.js';
import { type LockRow, type LockRowTimes, LOCK_ROW_TIMES } from './connection/lock-row.js';
import { LONG_PATIENCE_MS, writeTransaction } from './connection/transaction.js';
import { compareSchema, MIGRATING_NOW, MIGRATIONS_TABLE, type SchemaComparison } from './compare-schema.js';
import { type Migration, migrations as all } from './migrations/index.js';

const LOCK: LockRow = { table: MIGRATIONS_TABLE, name: MIGRATING_NOW, sign: 'applied_ms' };

export interface Migrated {
  /** The names of the migrations that were applied now. */
  applied: string[];
  /** The names of those that a newer version applied before. This program can work with them. */
  newer: string[];
}

/**
 * Brings the database to the schema of this version. Safe in several processes at once: one applies the migrations, and
 * the others wait, for `patienceMs` at most, and then find nothing to do. Refuses an unfit server, and a database of a
 * newer version that this one cannot work with.
 */
export async function migrate(
  db: Knex,
  migrations: readonly Migration[] = all,
  { patienceMs = LONG_PATIENCE_MS, ...times }: Partial<LockRowTimes> = {},
): Promise<Migrated> {
  const dialect = dialectOf(db);
  await dialect.checkServer(db);
  // At most starts there is nothing to do. That is found without a lock.
  const before = fitSchema(await compareSchema(db, migrations));
  if (before.pending.length === 0) return { applied: [], newer: before.newer };
  const applyAll = async (trx: Knex.Transaction): Promise<Migrated> => {
    await addNeeds(trx);
    const { pending, newer } = fitSchema(await compareSchema(trx, migrations));
    for (const migration of pending) await apply(trx, dialect, migration);
    return { applied: pending.map(({ name }) => name), newer };
  };
  const locked = async (trx: Knex.Transaction): Promise<Migrated> => {
    await makeTable(trx);
    return dialect.lockMigrations(trx, LOCK, () => applyAll(trx), { ...LOCK_ROW_TIMES, ...times, patienceMs });
  };
  return writeTransaction(db, locked, { attempts: 1, patienceMs });
}

/** Returns the comparison, or throws an Error in words if this program must not be used with that database. */
export function fitSchema(schema: SchemaComparison): SchemaComparison {
  const { pending, newer, tooOld, unfinishedCopy } = schema;
  if (unfinishedCopy) throw new Error(`The database is an unfinished copy: ${UNFINISHED_WAY_OUT}`);
  if (tooOld !== undefined)
    throw new Error(`The database ${BY_NEWER}, and this one is too old for it: ${tooOld}. ${WAY_OUT}`);
  if (newer.length === 0 || pending.length === 0) return schema;
  const names = (list: string[]): string => list.join(', ');
  const lacks = `it lacks ${names(pending.map(({ name }) => name))}`;
  throw new Error(`The database ${BY_NEWER} (unknown here: ${names(newer)}), and yet ${lacks}. ${WAY_OUT}`);
}

const UNFINISHED_WAY_OUT = 'run pop database copy again until it is done, or empty the database.';
const BY_NEWER = 'was migrated by a newer version of this program';
const WAY_OUT = 'Run that version, or restore a backup from before it.';

async function makeTable(trx: Knex.Transaction): Promise<void> {
  const columns = 'name varchar(190) not null primary key, applied_ms bigint not null, needs varchar(190)';
  await trx.raw(`create table if not exists ${MIGRATIONS_TABLE} (${columns})`);
}

async function addNeeds(trx: Knex.Transaction): Promise<void> {
  // A table from before has only the first two.
  if (await trx.schema.hasColumn(MIGRATIONS_TABLE, 'needs')) return;
  await trx.schema.alterTable(MIGRATIONS_TABLE, (t) => t.string('needs', 190));
}

async function apply(trx: Knex.Transaction, dialect: Dialect, { name, up, needs }: Migration): Promise<void> {
  try {
    await up(trx, dialect);
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
  await trx(MIGRATIONS_TABLE).insert({ name, applied_ms: Date.now(), ...(needs !== undefined && { needs }) });
}
