/** The parts that are used here of a connection whose driver runs each statement in this thread. */
export interface GuardedConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): { readonly readonly: boolean };
}

/**
 * Lets the connection write only in transactions that take the write lock when they begin. Any other write could meet
 * the lock of another process, and would then fail or block this whole process. It is a programmer's error, and throws.
 */
export function guardWrites(connection: GuardedConnection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql) => {
    // knex says BEGIN, which takes no lock: a transaction that reads first and then writes fails if another process has
    // written in between. knex has no option for another BEGIN on this database: its isolation levels leave it out
    // (https://github.com/knex/knex/issues/581, https://github.com/knex/knex/pull/4185).
    if (sql === 'BEGIN;') return prepare('BEGIN IMMEDIATE;');
    // The database has already rolled back when the disk is full. A second ROLLBACK would fail and hide the true fault.
    if (sql === 'ROLLBACK' && !connection.inTransaction) return prepare('select 1');
    const statement = prepare(sql);
    if (statement.readonly || connection.inTransaction) return statement;
    throw new Error('This writes outside of a transaction: use writeTransaction or writeStatement.');
  };
}
