import { type Knex } from 'knex';
import { connectPrivate } from './connection/connect.js';
import { dialectOf } from './connection/dialect.js';
import { type NamedIndex } from './connection/inspection/inspection.js';
import { compareSchema } from './compare-schema.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';

/**
 * The indexes that the applied migrations make and that the database lacks, or has with other columns. The migrations
 * run for that in a database of this process alone.
 */
export async function missingIndexes(db: Knex): Promise<NamedIndex[]> {
  const { pending } = await compareSchema(db);
  const found = new Map((await dialectOf(db).inspection.indexes(db)).map((index) => [keyOf(index), index.columns]));
  const made = await indexesAfter(migrations.filter((migration) => !pending.includes(migration)));
  return made.filter((index) => found.get(keyOf(index))?.join() !== index.columns.join());
}

async function indexesAfter(applied: typeof migrations): Promise<NamedIndex[]> {
  const model = connectPrivate();
  try {
    await migrate(model, applied);
    return await dialectOf(model).inspection.indexes(model);
  } finally {
    await model.destroy();
  }
}

const keyOf = ({ table, name }: NamedIndex): string => `${table}.${name}`;
