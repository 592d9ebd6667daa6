import { type Knex } from 'knex';
import { type Migration, migrations as all } from './migrations/index.js';

/** The table of the migrations that were applied. */
export const MIGRATIONS_TABLE = 'schema_migrations';

/** The name of the row by which a database says that it is a copy that has not come to its end. */
export const UNFINISHED_COPY = 'unfinished copy';

/** The name of the row that is there while a process migrates the database (`withLockRow`). */
export const MIGRATING_NOW = 'migrating now';

/** A row of it. A program from before the column `needs` leaves that out. */
interface AppliedRow {
  name: string;
  needs?: string | null;
}

/** The schema of a database beside the one that this program was made for. */
export interface SchemaComparison {
  /** The migrations that the database lacks, in their order. */
  pending: Migration[];
  /** The names of migrations that a newer version has applied. They are not known here. */
  newer: string[];
  /** Why this program cannot work with those, in words. Undefined if it can (decision 0029). */
  tooOld: string | undefined;
  /** Whether the database is a copy that was cut off. No program may work with it. */
  unfinishedCopy: boolean;
}

/** Compares the database with the schema of this version, and changes nothing. */
export async function compareSchema(db: Knex, migrations: readonly Migration[] = all): Promise<SchemaComparison> {
  const rows = (await appliedRows(db)).filter(({ name }) => name !== MIGRATING_NOW);
  const applied = rows.filter(({ name }) => name !== UNFINISHED_COPY);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter(({ name }) => !known.has(name));
  const names = new Set(applied.map(({ name }) => name));
  const demanding = unknown.find(({ needs }) => typeof needs === 'string' && !known.has(needs));
  return {
    pending: migrations.filter(({ name }) => !names.has(name)),
    newer: unknown.map(({ name }) => name).sort(),
    unfinishedCopy: applied.length < rows.length,
    tooOld: demanding && `${demanding.name} needs a version that knows ${demanding.needs}`,
  };
}

async function appliedRows(db: Knex): Promise<AppliedRow[]> {
  return (await db.schema.hasTable(MIGRATIONS_TABLE)) ? db<AppliedRow>(MIGRATIONS_TABLE).select('*') : [];
}
