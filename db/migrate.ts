import { type Knex } from 'knex';
import { type Dialect, dialectOf } from './connection/dialect.js';
import { type Migration, migrations as all } from './migrations/index.js';
import { LONG_PATIENCE_MS, writeTransaction } from './connection/transaction.js';

const TABLE = 'schema_migrations';

/**
 * Brings the database to the schema of this version, and returns the names of the migrations that were applied. Safe in
 * several processes at once: one applies them, and the others wait and then find nothing to do. Refuses an unfit server
 * and a database of a newer version.
 */
export async function migrate(db: Knex, migrations: readonly Migration[] = all): Promise<{ applied: string[] }> {
  const dialect = dialectOf(db);
  await dialect.checkServer(db);
  // At most starts there is nothing to do. That is found without a lock.
  if ((await pendingMigrations(db, migrations)).length === 0) return { applied: [] };
  const applyAll = async (trx: Knex.Transaction): Promise<{ applied: string[] }> => {
    await trx.raw(
      `create table if not exists ${TABLE} (name varchar(190) not null primary key, applied_ms bigint not null)`,
    );
    const pending = await readPending(trx, migrations);
    for (const migration of pending) await apply(trx, dialect, migration);
    return { applied: pending.map(({ name }) => name) };
  };
  const options = { attempts: 1, patienceMs: LONG_PATIENCE_MS };
  return writeTransaction(db, (trx) => dialect.lockMigrations(trx, () => applyAll(trx)), options);
}

/**
 * The names of the migrations that this database still lacks. Changes nothing. Refuses a database of a newer version.
 */
export async function pendingMigrations(db: Knex, migrations: readonly Migration[] = all): Promise<string[]> {
  const pending = (await db.schema.hasTable(TABLE)) ? await readPending(db, migrations) : migrations;
  return pending.map(({ name }) => name);
}

async function readPending(db: Knex, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = new Set(await db<{ name: string }>(TABLE).pluck('name'));
  const pending = migrations.filter(({ name }) => !applied.delete(name));
  if (applied.size === 0) return pending;
  throw new Error(
    `The database was migrated by a newer version of this program (unknown here: ${[...applied].join(', ')}). ` +
      'Run that version, or restore a backup from before it.',
  );
}

async function apply(trx: Knex.Transaction, dialect: Dialect, migration: Migration): Promise<void> {
  try {
    await migration.up(trx, dialect);
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
  await trx(TABLE).insert({ name: migration.name, applied_ms: Date.now() });
}
