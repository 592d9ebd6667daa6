import { type Knex } from 'knex';
import { oldestAudit } from '../../../db/accounts/audit.js';
import { oldestIdempotencyKey } from '../../../db/applications/idempotency-keys.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { type Space } from '../../../db/connection/inspection/inspection.js';
import { oldestMinute } from '../../../db/figures/gateway-minutes.js';
import { missingIndexes } from '../../../db/missing-indexes.js';
import { hasEnded } from '../../../db/notifications/erasing/forget-ended.js';
import { COUNTED_AT_MOST, type TableSize, tableSizes } from '../../../db/table-sizes.js';
import { type Retention, retentionVariable } from '../../config/retention-config.js';
import { few } from '../output/few.js';
import { type Check, fail, type Finding, ok, warn } from './finding.js';

export interface StorageParts {
  retention: Retention;
  now: number;
}

/** The checks of what the database stores, and for how long. */
export function storageChecks(db: Knex, { retention, now }: StorageParts): Check[] {
  return [
    {
      name: 'tables',
      look: async () => sizeFinding(await dialectOf(db).inspection.space(db), await tableSizes(db)),
    },
    { name: 'indexes', look: () => indexesFinding(db) },
    { name: 'retention', look: () => keptFinding(retention) },
    { name: 'deletion', look: () => deletionFinding(db, { retention, now }) },
  ];
}

const MIB = 1024 * 1024;
const MUCH_FREE = 256 * MIB;

/** Whether the database takes much more space than it needs. */
export function sizeFinding({ bytes, free }: Space, tables: readonly TableSize[]): Finding {
  const mib = (size: number): string => `${Math.ceil(size / MIB)} MiB`;
  const rows = (count: number): string => (count < COUNTED_AT_MOST ? `${count}` : `${COUNTED_AT_MOST} or more`);
  const largest = tables.slice(0, 3).map((table) => `${table.name} ${rows(table.rows)}`);
  const found = `${mib(bytes)}, ${mib(free)} of it free; rows: ${largest.join(', ')}`;
  if (free < MUCH_FREE || free < bytes / 2) return ok(found);
  return warn(found, 'when the gateway is stopped, let the database give free space back (docs/operations.md, Doctor)');
}

async function indexesFinding(db: Knex): Promise<Finding> {
  const missing = await missingIndexes(db);
  if (missing.length === 0) return ok('all indexes of the migrations are there');
  const words = missing.map(({ table, name, columns }) => `${name} on ${table} (${columns.join(', ')})`);
  return fail(`missing: ${few(words)}`, 'create them again with these names and columns');
}

const KINDS: readonly (keyof Retention)[] = ['attempts', 'notifications', 'idempotencyKeys', 'auditLog', 'figures'];

function keptFinding(retention: Retention): Finding {
  const kept = KINDS.filter((kind) => retention[kind] === undefined).map(retentionVariable);
  if (kept.length === 0) return ok('every kind of row has its days');
  return warn(`never: ${kept.join(', ')}`, 'give them days, unless all is to be kept and the disk is watched');
}

// A chore works every minute. Notifications have their turn every six hours.
const BEHIND_MS = 24 * 60 * 60 * 1000;

async function deletionFinding(db: Knex, { retention, now }: StorageParts): Promise<Finding> {
  const limitOf = (kind: keyof Retention): number | undefined => {
    const keptMs = retention[kind];
    return keptMs === undefined ? undefined : now - keptMs - BEHIND_MS;
  };
  const isOlder = async (kind: keyof Retention, oldest: (db: Knex) => Promise<number | undefined>) =>
    ((await oldest(db)) ?? Infinity) < (limitOf(kind) ?? -Infinity) ? [retentionVariable(kind)] : [];
  const ended = { attempts: limitOf('attempts'), notifications: limitOf('notifications') };
  const behind = [
    ...(await isOlder('idempotencyKeys', oldestIdempotencyKey)),
    ...(await isOlder('auditLog', oldestAudit)),
    ...(await isOlder('figures', oldestMinute)),
    ...((await hasEnded(db, ended))
      ? [`${retentionVariable('attempts')} or ${retentionVariable('notifications')}`]
      : []),
  ];
  if (behind.length === 0) return ok('nothing is older than it may be');
  return warn(
    `rows are over a day older than ${behind.join(', ')} allow`,
    'a gateway deletes them while it runs: look for "housekeeping failed" in its log',
  );
}
