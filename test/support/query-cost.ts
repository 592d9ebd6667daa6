import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type DatabaseKind } from './databases.js';

/** What one SELECT costs. */
export interface QueryCost {
  sql: string;
  /** How the database means to read the applications: the index and nothing else, in the database's own words. */
  plan: string;
  /** Whether it sorts, builds a temporary table or reads a whole one. */
  dear: boolean;
  /** Rows and index entries touched; 0 where the database keeps no count. */
  reads: number;
}

type Event = { sql: string; bindings: Knex.RawBinding[] };
type Answer = Record<string, string | number | null>[];

/** The costs of the very statements that `work` sends: their plans, and on a server what its counters say. */
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
  const details = rows.map(({ detail }) => detail).filter((detail) => !/^SCAN probe|^CO-ROUTINE/.test(detail));
  const plan = details.find((detail) => /^\w+ a\b/.test(detail)) ?? details.join('; ');
  return { sql, plan, dear: details.some((detail) => /SCAN|TEMP B-TREE/.test(detail)), reads: 0 };
}

async function serverCost(trx: Knex, { sql, bindings }: Event): Promise<QueryCost> {
  // Asking for the counters moves them too: the difference of two askings in a row is what that costs.
  const [idle, before] = [await readsSoFar(trx), await readsSoFar(trx)];
  await trx.raw(sql, bindings);
  const reads = (await readsSoFar(trx)) - before - (before - idle);
  const rows = (await trx.raw(`explain ${sql}`, bindings)) as Answer;
  const own = rows.find((row) => row.table === 'a');
  const whole = rows.some((row) => row.type === 'ALL' && !String(row.table).startsWith('<'));
  const sorts = rows.some((row) => /filesort|temporary/i.test(String(row.Extra)));
  return { sql, plan: `${own?.type} ${own?.key}`, dear: whole || sorts, reads };
}

// Entries that an index condition refused are counted apart.
async function readsSoFar(trx: Knex): Promise<number> {
  const rows = (await trx.raw(
    "show session status where variable_name like 'Handler_read%' or variable_name = 'Handler_icp_attempts'",
  )) as { Value: string }[];
  return rows.reduce((sum, row) => sum + Number(row.Value), 0);
}
