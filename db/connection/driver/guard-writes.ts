/** What is asked of a connection whose driver runs each statement in this very thread. */
export interface GuardedConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): { readonly readonly: boolean };
}

/**
 * Lets the connection write in transactions that have the write lock from their beginning, and nowhere else. Any other
 * statement that could meet the lock of another process would hold up the whole process until it has it, or fail: it is
 * a programmer's error, and shows as one.
 */
export function guardWrites(connection: GuardedConnection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql) => {
    // knex says BEGIN, which takes no lock: a transaction that reads first and then writes fails if another process has
    // written in between. knex can't be asked for another beginning here: its isolation levels came without this
    // database (https://github.com/knex/knex/issues/581, https://github.com/knex/knex/pull/4185).
    if (sql === 'BEGIN;') return prepare('BEGIN IMMEDIATE;');
    // A full disk rolls back by itself. A second time fails, and that fault would be told in place of the true one.
    if (sql === 'ROLLBACK' && !connection.inTransaction) return prepare('select 1');
    const statement = prepare(sql);
    if (statement.readonly || connection.inTransaction) return statement;
    throw new Error('This writes outside of a transaction: use writeTransaction or writeStatement.');
  };
}
