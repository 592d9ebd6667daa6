import { type Knex } from 'knex';
import { type Statements } from './notification-plan.js';

interface QueryEvent {
  sql: string;
  __knexTxId?: string;
}

/**
 * Counts the statements that knex sends, without those of transactions that complete an application. The result gives
 * the count since its last call. It must be called while no transaction is open.
 */
export function countStatements(...dbs: Knex[]): () => Statements {
  const transactions = new Map<string, Statements>();
  const completing = new Set<string>();
  const note = ({ sql, __knexTxId: id = '' }: QueryEvent): void => {
    const count = transactions.get(id) ?? { sql: 0, control: 0 };
    transactions.set(id, count);
    count[/^(begin|commit|rollback|start transaction|set transaction)\b/i.test(sql) ? 'control' : 'sql'] += 1;
    if (/^insert into `notifications`/.test(sql)) completing.add(id);
  };
  for (const db of new Set(dbs)) db.on('query', note);
  return () => {
    const own = [...transactions].filter(([id]) => !completing.has(id)).map(([, count]) => count);
    transactions.clear();
    completing.clear();
    return own.reduce((sum, one) => ({ sql: sum.sql + one.sql, control: sum.control + one.control }), {
      sql: 0,
      control: 0,
    });
  };
}
