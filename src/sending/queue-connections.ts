import { type Knex } from 'knex';
import { connect, type ConnectOptions } from '../../db/connection/connect.js';
import { dialectOf } from '../../db/connection/dialect.js';

// One claim and one write of results at a time for each of two channels.
const CONNECTIONS = 4;

/**
 * Connections for the notifier alone, to the database of that url: behind a flood of requests each of its steps would
 * wait for one. The database itself where a process can have no more than one.
 */
export function queueConnections(db: Knex, url: string, options: Pick<ConnectOptions, 'log'> = {}): Knex {
  return dialectOf(db).shareDatabase ? connect(url, { ...options, poolSize: CONNECTIONS }) : db;
}
