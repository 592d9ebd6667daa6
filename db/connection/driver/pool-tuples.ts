import { type Knex } from 'knex';
import { type Socket } from 'node:net';

interface Pool {
  acquireConnection(): Promise<PooledConnection>;
  releaseConnection(connection: PooledConnection): Promise<void>;
}

interface PooledConnection {
  query(
    options: { sql: string; values: readonly unknown[]; rowsAsArray: true },
    done: (error: Error | null, rows: unknown[]) => void,
  ): void;
  readonly stream: Socket;
}

/**
 * Runs a SELECT on a connection of knex's pool and uses nothing else of knex. Returns rows as arrays. The signal cuts
 * the connection while the statement is under way.
 */
export async function poolTuples(
  db: Knex,
  sql: string,
  values: readonly unknown[],
  signal?: AbortSignal,
): Promise<unknown[]> {
  const pool = db.client as Pool;
  const connection = await pool.acquireConnection();
  const cut = (): void => void connection.stream.destroy(new Error('the statement was broken off'));
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cut);
    return await new Promise((resolve, reject) => {
      connection.query({ sql, values, rowsAsArray: true }, (error, answer) =>
        error ? reject(error) : resolve(rowsOf(answer)),
      );
    });
  } finally {
    signal?.removeEventListener('abort', cut);
    await pool.releaseConnection(connection);
  }
}

/** A compound statement answers the rows of its SELECT and then its own end, which is not an array. */
function rowsOf(answer: unknown[]): unknown[] {
  const ended = answer.length > 0 && !Array.isArray(answer.at(-1));
  return ended ? (answer[0] as unknown[]) : answer;
}
