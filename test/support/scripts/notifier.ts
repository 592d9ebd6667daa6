import { readdirSync } from 'node:fs';
import { connect } from '../../../db/connection/connect.js';
import { shortNotifier, type ShortNotifierOptions } from '../short-notifier.js';

/**
 * `killAt` is the point at which the process kills itself. `recorded` is between the insert of an attempt and its
 * commit.
 */
interface Arguments extends Pick<ShortNotifierOptions, 'deadlineMs' | 'leaseMs' | 'slots' | 'slotsPerAccount'> {
  url: string;
  killAt?: 'claimed' | 'responded' | 'recorded' | 'finished';
}

// Delivers until SIGTERM. It answers each message of the parent with its number of open descriptors and the size of its
// heap in bytes.
const { url, killAt, ...limits } = JSON.parse(process.argv[2]!) as Arguments;
const log = { warn() {}, error() {}, deprecate() {}, debug() {} };
const db = connect(url, { log });

// Nothing runs after this, not even what is already queued.
const die = () => void process.kill(process.pid, 'SIGKILL');

db.on('query-response', (_rows: unknown, { sql }: { sql: string }) => {
  if (killAt === 'recorded' && /^insert into .notification_attempts/.test(sql)) die();
});
const loop = shortNotifier(db, { ...limits, at: (point) => (point === killAt ? die() : undefined) });

process.on('message', () => {
  globalThis.gc?.();
  process.send!({ descriptors: readdirSync('/proc/self/fd').length, heap: process.memoryUsage().heapUsed });
});
process.on('SIGTERM', () => {
  void loop
    .stop()
    .then(() => db.destroy())
    .then(() => process.exit(0));
});
// The test is over, or was itself killed.
process.on('disconnect', () => process.exit(1));
