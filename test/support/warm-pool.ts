import { type Knex } from 'knex';

interface PooledClient {
  pool: { max: number };
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
}

/**
 * Opens as many connections as the pool may have, so that calls which begin together also run together. In a cold pool
 * the first call would end before the second connection is open.
 */
export async function warmPool(db: Knex): Promise<void> {
  const client = db.client as PooledClient;
  const held = await Promise.all(Array.from({ length: client.pool.max }, () => client.acquireConnection()));
  await Promise.all(held.map((connection) => client.releaseConnection(connection)));
}
