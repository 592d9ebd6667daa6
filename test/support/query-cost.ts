import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type DatabaseKind } from './databases.js';

/** The cost of one SELECT. */
export interface QueryCost {
  sql: string;
  /** How the database plans to read the applications. It names only the index, in the words of the database. */
  plan: string;
  /** Whether the database sorts, builds a temporary table or reads a whole table. */
  dear: boolean;
  /** The number of rows and index entries that are read. It is 0 if the database keeps no count. */
  reads: number;
}

type Event = { sql: string; bindings: Knex.RawBinding[] };
type Answer = Record<string, string | number | null>[];

/**
 * Returns the costs of exactly the statements that `work` sends: their plans, and on a server the values of its
 * counters.
 */
export async function queryCosts(
  db: Knex,
  kind: DatabaseKind['name'],
  work: (trx: Knex) => Promise<unknown>,
): Promise<QueryCost[]> {
  return writeTransaction(db, async (trx) => {
    const sent: Event[] = [];
    const note = (event: Event) => void sent.push(event);
    trx.on('query', note);
    await work(trx);
    trx.removeListener('query', note);
    const costs: QueryCost[] = [];
    for (const event of sent) {
      costs.push(kind === 'SQLite' ? await embeddedCost(trx, event) : await serverCost(trx, event));
    }
    return costs;
  });
}

async function embeddedCost(trx: Knex, { sql, bindings }: Event): Promise<QueryCost> {
  const rows = (await trx.raw(`explain query plan ${sql}`, bindings)) as { detail: string }[];
  const details = rows.map(({ detail }) => detail).filter((detail) => !/^SCAN (probe|part\d)|^CO-ROUTINE/.test(detail));
  const own = details.filter((detail) => /^\w+ a\b/.test(detail));
  const plan = together(own.length > 0 ? own : details);
  return { sql, plan, dear: details.some((detail) => /SCAN|TEMP B-TREE/.test(detail)), reads: 0 };
}

async function serverCost(trx: Knex, { sql, bindings }: Event): Promise<QueryCost> {
  // Reading the counters also changes them. The difference of two readings in a row is the cost of one reading.
  const [idle, before] = [await readsSoFar(trx), await readsSoFar(trx)];
  await trx.raw(sql, bindings);
  const reads = (await readsSoFar(trx)) - before - (before - idle);
  const rows = (await trx.raw(`explain ${sql}`, bindings)) as Answer;
  const own = rows.filter((row) => row.table === 'a').map(({ type, key }) => `${type} ${key}`);
  const whole = rows.some((row) => row.type === 'ALL' && !String(row.table).startsWith('<'));
  const sorts = rows.some((row) => /filesort|temporary/i.test(String(row.Extra)));
  return { sql, plan: together(own), dear: whole || sorts, reads };
}

/** The plans of all parts of a statement, each once. */
const together = (plans: string[]): string => [...new Set(plans)].join('; ');

// Index entries that an index condition refused have their own counter.
async function readsSoFar(trx: Knex): Promise<number> {
  const rows = (await trx.raw(
    "show session status where variable_name like 'Handler_read%' or variable_name = 'Handler_icp_attempts'",
  )) as { Value: string }[];
  return rows.reduce((sum, row) => sum + Number(row.Value), 0);
}
