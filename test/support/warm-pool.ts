import { type Knex } from 'knex';

interface PooledClient {
  pool: { max: number };
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
}

/**
 * Opens as many connections as the pool may have, so that calls begun together run together: while a cold pool still
 * opens the second connection, the first call has come to its end.
 */
export async function warmPool(db: Knex): Promise<void> {
  const client = db.client as PooledClient;
  const held = await Promise.all(Array.from({ length: client.pool.max }, () => client.acquireConnection()));
  await Promise.all(held.map((connection) => client.releaseConnection(connection)));
}
