import { LRUCache } from 'lru-cache';
import { plainValues } from './plain-values.js';
import { keptRows } from './kept-rows.js';

interface Statement {
  all(...bindings: unknown[]): unknown[];
  /** Returns rows as arrays from now on. */
  raw(): Statement;
}

/** What a connection must be able to do. Its statements return exact integers. */
export interface PreparingConnection {
  prepare(sql: string): Statement;
  /** A number that every commit of another connection changes. */
  version(): unknown;
  close(): unknown;
}

// This is more than the statements of the program. A statement whose text differs with the length of a list must not
// fill the memory.
const MAX_STATEMENTS = 200;

/**
 * A second, read-only connection to an embedded database for the frequent SELECTs. It never waits for a transaction of
 * the first one, sees only what is committed, and keeps its statements prepared. Through knex, preparing and queueing
 * took more than half of such a query (decision 0002).
 */
export class PreparedReader {
  readonly #open: () => PreparingConnection | undefined;
  readonly #statements = new LRUCache<string, Statement>({ max: MAX_STATEMENTS });
  readonly #tupleStatements = new LRUCache<string, Statement>({ max: MAX_STATEMENTS });
  readonly #results = keptRows({ versionOf: () => this.#connection?.version() });
  #connection: PreparingConnection | undefined;

  /** `open` returns undefined while there is nothing to read. It is called again at the next query. */
  constructor(open: () => PreparingConnection | undefined) {
    this.#open = open;
  }

  /** The rows, with the values that all of db uses. Undefined while there is nothing to read. */
  select(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    const statement = this.#statements.get(sql) ?? this.#prepare(sql, this.#statements);
    return statement && (plainValues(statement.all(...bindings)) as unknown[]);
  }

  /** The rows as arrays. Their integers are bigints. */
  tuples(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    return this.#tupleStatement(sql)?.all(...bindings);
  }

  /** As `tuples`, but returns the rows of the last run if nothing was written since (decision 0026). */
  keptTuples(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    const statement = this.#tupleStatement(sql);
    return statement && this.#results.get(sql, bindings, () => statement.all(...bindings));
  }

  close(): void {
    this.#statements.clear();
    this.#tupleStatements.clear();
    this.#results.clear();
    this.#connection?.close();
    this.#connection = undefined;
  }

  #tupleStatement(sql: string): Statement | undefined {
    return this.#tupleStatements.get(sql) ?? this.#prepare(sql, this.#tupleStatements)?.raw();
  }

  #prepare(sql: string, statements: LRUCache<string, Statement>): Statement | undefined {
    this.#connection ??= this.#open();
    if (!this.#connection) return undefined;
    const statement = this.#connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }
}
