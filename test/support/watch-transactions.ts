import { type Knex } from 'knex';

/**
 * Collects the first statement of each transaction of an embedded database that waited for anything but the database.
 * The driver answers at once, so a correct transaction ends in the turn of the event loop in which it began. Any other
 * transaction held the write lock, and the only connection, for as long as it waited.
 */
export function watchTransactions(db: Knex): string[] {
  const waited: string[] = [];
  const open = new Map<string, { first: string; endOfTurn: NodeJS.Immediate; turned: boolean }>();
  db.on('query', ({ sql, __knexTxId: id }: { sql: string; __knexTxId?: string }) => {
    if (id === undefined) return;
    if (sql === 'BEGIN;') {
      const endOfTurn = setImmediate(() => (open.get(id)!.turned = true));
      open.set(id, { first: '', endOfTurn, turned: false });
      return;
    }
    const transaction = open.get(id);
    if (!transaction) return;
    transaction.first ||= sql;
    if (!/^(COMMIT;|ROLLBACK)$/.test(sql)) return;
    open.delete(id);
    clearImmediate(transaction.endOfTurn);
    if (transaction.turned) waited.push(transaction.first);
  });
  return waited;
}
