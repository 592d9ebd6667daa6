import { type Knex } from 'knex';
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type Observation } from '../../middleware/access-log.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { type AuthOutcome } from '../../middleware/authentication/prove-password.js';

export interface MetricsParts {
  auth: Record<AuthOutcome, number>;
  gate: { running: number; waiting: number };
  cache: { size: number };
  db: Knex;
  registry: Registry;
  /** Of the program. */
  version: string;
}

// How often the delay of the event loop is measured, as for the figures of a minute.
const LOOP_EVERY_MS = 100;

/** Makes all metrics, and what is called for each request that ended (`observe`) or was refused by a quota. */
export function createMetrics({ auth, gate, cache, db, registry, version }: MetricsParts) {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_EVERY_MS });
  const registers = [registry];
  new Gauge({
    name: 'pop_build_info',
    help: 'Always 1; the labels tell which program this is.',
    labelNames: ['version', 'node'],
    aggregator: 'first',
    registers,
  }).set({ version, node: process.versions.node }, 1);
  const requests = new Counter({
    name: 'pop_requests_total',
    help: 'Requests by operation, HTTP status and error code of the contract (0 is OK).',
    labelNames: ['operation', 'status', 'error_code'],
    registers,
  });
  const durations = new Histogram({
    name: 'pop_request_duration_seconds',
    help: 'Duration of requests by operation.',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'pop_quota_refusals_total',
    help: 'Requests refused because a quota was used up.',
    labelNames: ['quota'],
    registers,
  });
  new Counter({
    name: 'pop_authentications_total',
    help: 'Authentications by outcome: from the cache, by bcrypt, refused, throttled, too busy.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(auth)) this.inc({ outcome }, count);
    },
  });
  gauge('pop_bcrypt_running', 'Password checks under way.', () => gate.running);
  gauge('pop_bcrypt_waiting', 'Password checks waiting for their turn.', () => gate.waiting);
  gauge('pop_credential_cache_entries', 'Verified credentials kept.', () => cache.size);
  gauge('pop_database_connections_used', 'Database connections in use.', () => poolOf(db).numUsed());
  gauge('pop_database_connections_free', 'Database connections open and free.', () => poolOf(db).numFree());
  gauge('pop_database_acquires_waiting', 'Queries waiting for a connection.', () => poolOf(db).numPendingAcquires());

  const turns = dialectOf(db).writeTurns(db);
  if (turns) {
    gauge('pop_database_writes_pending', 'Writes under way or waiting for the lock of the database.', turns.pending);
  }

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  return {
    observe({ operation, status, errorCode, seconds }: Observation): void {
      requests.inc({ operation, status, error_code: errorCode });
      durations.observe({ operation }, seconds);
    },
    noteRefusedBy(quota: string): void {
      refusals.inc({ quota });
    },
  };
}

interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
}

const poolOf = (db: Knex): Pool => (db.client as { pool: Pool }).pool;
