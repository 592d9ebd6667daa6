import mysql from 'mysql2/promise';

/**
 * Lets a node apply nothing that the others commit, as a busy or slow node does, until the function that it returns is
 * called. The node still answers reads.
 */
export async function holdBack(nodeUrl: string): Promise<() => Promise<void>> {
  const connection = await mysql.createConnection(nodeUrl);
  await connection.query('flush tables with read lock');
  // The end of the connection gives the lock back.
  return () => connection.end();
}
