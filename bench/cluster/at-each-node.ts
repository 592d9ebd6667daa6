import { clientsAt, newPartner } from '../../test/support/cluster/cluster-world.js';
import { type Ledger, newLedger, startClients } from '../../test/support/cluster/ledger.js';
import { partnerAt } from '../../test/support/cluster/partner-client.js';
import { type TestPartner } from '../../test/support/seed.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { type ChildServer } from '../support/child-server.js';
import { type BenchWorld, NODES, untilReady, withGateways, withSync } from './bench-world.js';
import { type Deliveries, deliveriesOf, type Outcome, outcomeOf } from './outcome.js';

interface Races {
  races: number;
  /** Races that made more than one application. */
  madeTwo: number;
  /** Races whose answers were other than one 201 and two 409. */
  answeredOtherwise: number;
}

interface RollingRestart extends Outcome {
  clients: number;
  seconds: number;
  deliveries: Deliveries;
}

export interface AtEachNode {
  races: Races;
  /** While no node is away. */
  deliveries: Deliveries;
  restart: RollingRestart;
}

export interface AtEachNodeOptions {
  races: number;
  notifications: number;
  /** How many orders and submissions are confirmed before, between and after the restarts. */
  step: number;
}

const CONFIRMED_WITHIN_MS = 120_000;

/** Measures what may be done once only, with a gateway at each node and `sync=true`. */
export function measureAtEachNode(world: BenchWorld, options: AtEachNodeOptions): Promise<AtEachNode> {
  return withGateways(world, NODES.map(withSync), async (gateways) => ({
    races: await race(world, gateways, options.races),
    deliveries: await deliver(world, gateways, options.notifications),
    restart: await restartAll(world, gateways, options.step),
  }));
}

async function race(world: BenchWorld, gateways: ChildServer[], races: number): Promise<Races> {
  const partner = await newPartner(world, '/races');
  const clients = gateways.map(({ url }) => partnerAt(url, partner));
  let answeredOtherwise = 0;
  for (let round = 0; round < races; round += 1) {
    const order = { email: `ada-${round}@example.com`, fail_on_dup: true };
    const replies = await Promise.all(clients.map((client) => client.order(order)));
    const statuses = replies.map(({ status }) => status).sort();
    if (statuses.join() !== '201,409,409') answeredOtherwise += 1;
  }
  const made = world.nodes[0]!('applications').where({ account_id: partner.accountId });
  const madeTwo = await made.groupBy('candidate_email').havingRaw('count(*) > 1').pluck('candidate_email');
  return { races, madeTwo: madeTwo.length, answeredOtherwise };
}

async function deliver(world: BenchWorld, gateways: ChildServer[], notifications: number): Promise<Deliveries> {
  const paths = ['/deliveries-a', '/deliveries-b', '/deliveries-c'];
  const partners = await partnersAt(world, paths);
  const ledger = newLedger();
  const stop = startClients(ledger, clientsAt({ gateways }, partners));
  try {
    // One for the order, and one for the submission.
    await confirmed(ledger, notifications * 2);
  } finally {
    await stop();
  }
  return deliveriesOf(world, partners, paths);
}

async function restartAll(world: BenchWorld, gateways: ChildServer[], step: number): Promise<RollingRestart> {
  const paths = ['/restart-a', '/restart-b'];
  const partners = await partnersAt(world, paths);
  const ledger = newLedger();
  const plans = clientsAt({ gateways }, partners);
  const stop = startClients(ledger, plans);
  const began = performance.now();
  try {
    await confirmed(ledger, step);
    for (const node of NODES) {
      await world.cluster.takeAway(node, 'SIGTERM');
      await confirmed(ledger, step);
      await world.cluster.bringBack(node);
      await untilReady(gateways[node]!.url);
      await confirmed(ledger, step);
    }
  } finally {
    await stop();
  }
  const seconds = (performance.now() - began) / 1000;
  const deliveries = await deliveriesOf(world, partners, paths);
  return { ...(await outcomeOf(world, ledger)), clients: plans.length, seconds, deliveries };
}

async function partnersAt(world: BenchWorld, paths: readonly string[]): Promise<TestPartner[]> {
  const partners: TestPartner[] = [];
  for (const path of paths) partners.push(await newPartner(world, path));
  return partners;
}

/** Waits until so many more orders and submissions are confirmed. */
async function confirmed(ledger: Ledger, more: number): Promise<void> {
  const goal = ledger.confirmed.length + more;
  await waitUntil('confirmed orders', () => ledger.confirmed.length >= goal, { withinMs: CONFIRMED_WITHIN_MS });
}
