import { type Knex } from 'knex';
import { connect, type ConnectOptions } from '../../db/connection/connect.js';
import { dialectOf } from '../../db/connection/dialect.js';

// Each of the two channels has one claim and one write of results at a time, and both have one lookout, whose question
// waits at the server.
const CONNECTIONS = 5;

/**
 * Gives the notifier connections of its own to the database of that url. With shared connections each of its steps
 * would wait behind a flood of requests. Where a process can have only one connection, this is the database itself.
 */
export function queueConnections(db: Knex, url: string, options: Pick<ConnectOptions, 'log' | 'secrets'> = {}): Knex {
  return dialectOf(db).shareDatabase ? connect(url, { ...options, poolSize: CONNECTIONS }) : db;
}
