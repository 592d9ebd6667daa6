import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/**
 * When candidates are reminded: when the next reminder is due, when the last one was queued, and when the candidate
 * stopped them (ms). An invitation that is queued again as a reminder keeps when it was sent itself.
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  for (const [table, column] of COLUMNS) {
    if (await trx.schema.hasColumn(table, column)) continue;
    await trx.schema.alterTable(table, (t) => void t.bigInteger(column));
  }
  await dialect.defineIndex(trx, { table: 'applications', name: 'applications_by_reminder', columns: ['remind_ms'] });
}

const COLUMNS = [
  ['applications', 'remind_ms'],
  ['applications', 'reminded_ms'],
  ['applications', 'reminders_stopped_ms'],
  ['notifications', 'sent_ms'],
] as const;
