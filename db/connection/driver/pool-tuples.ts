import { type Knex } from 'knex';

interface Pool {
  acquireConnection(): Promise<PooledConnection>;
  releaseConnection(connection: PooledConnection): Promise<void>;
}

interface PooledConnection {
  query(
    options: { sql: string; values: readonly unknown[]; rowsAsArray: true },
    done: (error: Error | null, rows: unknown[]) => void,
  ): void;
}

/** Runs a SELECT on a connection of knex's pool and uses nothing else of knex. Returns rows as arrays. */
export async function poolTuples(db: Knex, sql: string, values: readonly unknown[]): Promise<unknown[]> {
  const pool = db.client as Pool;
  const connection = await pool.acquireConnection();
  try {
    return await new Promise((resolve, reject) => {
      connection.query({ sql, values, rowsAsArray: true }, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  } finally {
    await pool.releaseConnection(connection);
  }
}
