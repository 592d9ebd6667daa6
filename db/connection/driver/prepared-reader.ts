import { LRUCache } from 'lru-cache';
import { plainValues } from './plain-values.js';
import { unchangedResults } from './unchanged-results.js';

interface Statement {
  all(...bindings: unknown[]): unknown[];
  /** Rows as arrays from now on. */
  raw(): Statement;
}

/** What a connection must be able to do; its statements hand over exact integers. */
export interface PreparingConnection {
  prepare(sql: string): Statement;
  /** A number that every commit of another connection changes. */
  version(): unknown;
  close(): unknown;
}

// More texts than the program has; one that differs with the length of a list must not fill the memory.
const MAX_STATEMENTS = 200;

/**
 * A second, read-only connection to an embedded database for the hot SELECTs: it never waits for a transaction of the
 * first one, sees only what is committed, and keeps its statements prepared. Through knex, preparing and queueing took
 * more than half of such a query (decision 0002).
 */
export class PreparedReader {
  readonly #open: () => PreparingConnection | undefined;
  readonly #statements = new LRUCache<string, Statement>({ max: MAX_STATEMENTS });
  readonly #tupleStatements = new LRUCache<string, Statement>({ max: MAX_STATEMENTS });
  readonly #results = unchangedResults({ versionOf: () => this.#connection?.version() });
  #connection: PreparingConnection | undefined;

  /** `open` answers undefined while there is nothing to read; it is asked again at the next query. */
  constructor(open: () => PreparingConnection | undefined) {
    this.#open = open;
  }

  /** The rows, values as everywhere in db; undefined while there is nothing to read. */
  select(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    const statement = this.#statements.get(sql) ?? this.#prepare(sql, this.#statements);
    return statement && (plainValues(statement.all(...bindings)) as unknown[]);
  }

  /** The rows as arrays, their integers bigints. */
  tuples(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    return this.#tupleStatement(sql)?.all(...bindings);
  }

  /** The same; those of the last time if nothing was written since (decision 0026). */
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
