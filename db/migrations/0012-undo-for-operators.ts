import { type Knex } from 'knex';

/**
 * What an operator can take back: an account is disabled, a position is retired, a user is deleted. The row of a
 * deleted user stays, because applications lead to it. Its name moves to `former_name` and is free (decision 0027).
 */
export async function up(trx: Knex): Promise<void> {
  for (const { table, name, add } of COLUMNS) {
    if (!(await trx.schema.hasColumn(table, name))) await trx.schema.alterTable(table, add);
  }
}

// All of them may be null, so that a process of the version before can go on adding rows.
const COLUMNS: { table: string; name: string; add(t: Knex.AlterTableBuilder): void }[] = [
  { table: 'accounts', name: 'disabled_ms', add: (t) => void t.bigInteger('disabled_ms') },
  { table: 'positions', name: 'retired_ms', add: (t) => void t.bigInteger('retired_ms') },
  { table: 'users', name: 'deleted_ms', add: (t) => void t.bigInteger('deleted_ms') },
  { table: 'users', name: 'former_name', add: (t) => void t.string('former_name', 190) },
];
