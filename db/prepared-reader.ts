import { plainValues } from './plain-values.js';

/** What a connection must be able to do; its statements hand over exact integers. */
export interface PreparingConnection {
  prepare(sql: string): { all(...bindings: unknown[]): unknown[] };
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
  readonly #statements = new Map<string, ReturnType<PreparingConnection['prepare']>>();
  #connection: PreparingConnection | undefined;

  /** `open` answers undefined while there is nothing to read; it is asked again at the next query. */
  constructor(open: () => PreparingConnection | undefined) {
    this.#open = open;
  }

  /** The rows, values as everywhere in db; undefined while there is nothing to read. */
  select(sql: string, bindings: readonly unknown[]): unknown[] | undefined {
    const statement = this.#statements.get(sql) ?? this.#prepare(sql);
    return statement && (plainValues(statement.all(...bindings)) as unknown[]);
  }

  close(): void {
    this.#statements.clear();
    this.#connection?.close();
    this.#connection = undefined;
  }

  #prepare(sql: string): ReturnType<PreparingConnection['prepare']> | undefined {
    this.#connection ??= this.#open();
    if (!this.#connection) return undefined;
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
