import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { catchUp, idsOf } from '../../test/support/cluster/cluster-world.js';
import { type Ledger } from '../../test/support/cluster/ledger.js';
import { type TestPartner } from '../../test/support/seed.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { type BenchWorld } from './bench-world.js';

/** What became of what clients were told. */
export interface Outcome {
  statuses: Map<string, number>;
  confirmed: number;
  /** Confirmed, but not there at one of the nodes at least. */
  lost: number;
  /** Orders of which a node has more than one. */
  twice: number;
}

/** Compares what clients were told with what each node has. Each order of the ledger has an address of its own. */
export async function outcomeOf({ nodes }: BenchWorld, { orders, statuses, confirmed }: Ledger): Promise<Outcome> {
  const accountIds = [...new Set(orders.map(({ partner }) => partner.accountId))];
  const lost = new Set<string>();
  const twice = new Set<string>();
  await catchUp({ nodes });
  for (const node of nodes) {
    const rows = await node('applications')
      .whereIn('account_id', accountIds)
      .select<{ id: string; state: number; email: string }[]>('id', 'state', 'candidate_email as email');
    const stored = new Map<string, { id: string; state: number }>();
    for (const row of rows) {
      if (stored.has(row.email)) twice.add(row.email);
      stored.set(row.email, row);
    }
    for (const { email, applicationId, submission } of orders) {
      const found = stored.get(email);
      if (applicationId !== undefined && found?.id !== applicationId) lost.add(email);
      if (submission === 'confirmed' && found?.state !== APPLICATION_STATES.completed) lost.add(`${email}, submitted`);
    }
  }
  return { statuses, confirmed: confirmed.length, lost: lost.size, twice: twice.size };
}

/** How many notifications there are, and how they came. */
export interface Deliveries {
  notifications: number;
  missing: number;
  duplicates: number;
}

/** Waits until nothing is left to send to these paths of the receiver, and compares what came with what is stored. */
export async function deliveriesOf(
  { nodes, receiver }: BenchWorld,
  partners: readonly TestPartner[],
  paths: readonly string[],
): Promise<Deliveries> {
  const accountIds = partners.map(({ accountId }) => accountId);
  await catchUp({ nodes });
  const mine = (table: string) => nodes[0]!(table).whereIn('account_id', accountIds);
  await waitUntil('an empty queue', async () => (await mine('notification_queue').limit(1)).length === 0, {
    withinMs: 120_000,
  });
  const stored = await mine('notifications').pluck<string[]>('id');
  const received = paths.flatMap((path) => idsOf(receiver.arrivals, path));
  const distinct = new Set(received);
  return {
    notifications: stored.length,
    missing: stored.filter((id) => !distinct.has(`ntf_${id}`)).length,
    duplicates: received.length - distinct.size,
  };
}

/** How many answers were errors of the gateway, other than 503. No answer counts too. */
export const otherErrors = ({ statuses }: Pick<Outcome, 'statuses'>): number =>
  countOf(statuses, (status) => status !== '503' && !/^[1-4]/.test(status));

export const unavailable = ({ statuses }: Pick<Outcome, 'statuses'>): number =>
  countOf(statuses, (status) => status === '503');

function countOf(statuses: Map<string, number>, wanted: (status: string) => boolean): number {
  const counts = [...statuses].filter(([name]) => wanted(name.split(' ')[1]!));
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
