import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';
import { createTableOnce } from './create-table-once.js';

/**
 * What each process counted in each minute, and the queues as one of them found them. Buckets of times are columns, so
 * that the database can add them up. The minute comes first in both keys, because all questions are about a range of
 * minutes. The index tells which credentials end soon.
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  await createTableOnce(trx, 'gateway_minutes', (t) => {
    t.bigInteger('minute_ms').notNullable();
    t.string('process', 32).notNullable();
    t.string('kind', 16).notNullable();
    t.string('host', 64).notNullable();
    t.integer('pid').notNullable();
    t.string('version', 32).notNullable();
    t.bigInteger('seen_ms').notNullable();
    t.boolean('stopped').notNullable();
    for (const count of [...COUNTS, ...BUCKETS]) t.integer(count).notNullable();
    t.primary(['minute_ms', 'process']);
  });
  await createTableOnce(trx, 'queue_minutes', (t) => {
    t.bigInteger('minute_ms').notNullable();
    t.smallint('channel').notNullable();
    t.integer('queued').notNullable();
    t.integer('due').notNullable();
    t.bigInteger('oldest_due_age_ms').notNullable();
    t.integer('parked').notNullable();
    t.primary(['minute_ms', 'channel']);
  });
  await dialect.defineIndex(trx, { table: 'credentials', name: 'credentials_by_end', columns: ['expires_ms'] });
}

const COUNTS = [
  ...['requests', 'client_errors', 'server_errors', 'sign_ins_refused', 'sign_ins_throttled', 'sign_ins_busy'],
  ...['delivered', 'retried', 'no_response', 'rejected', 'blocked', 'messages_sent', 'messages_failed', 'loop_p99_us'],
];

const BUCKETS = Object.entries({
  request: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, undefined],
  attempt: [20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, undefined],
  lateness: [100, 300, 1_000, 3_000, 10_000, 60_000, 300_000, 3_600_000, undefined],
}).flatMap(([kind, bounds]) => bounds.map((bound) => (bound === undefined ? `${kind}_more` : `${kind}_le_${bound}`)));
