import { type Knex } from 'knex';
import { type Cluster } from './galera-cluster.js';
import { type ClientPlan } from './ledger.js';
import { type GatewayProcess } from '../process.js';
import { SAMPLE_POSITION } from '../sample-position.js';
import { type Seed, type TestPartner } from '../seed.js';
import { type Arrival, type startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.js';

/** What the tests of the cluster work with. It is filled in before the first of them. */
export interface ClusterWorld {
  cluster: Cluster;
  /** Connections to each node. They do not wait for what was committed at the others: see `catchUp`. */
  nodes: Knex[];
  /** Makes what tests need, at the first node. */
  seed: Seed;
}

type Answer = Parameters<typeof startWebhookReceiver>[0];

/** The same with a gateway at each node. */
export interface GatewaysWorld extends ClusterWorld {
  gateways: GatewayProcess[];
  receiver: WebhookReceiver;
  /** What the receiver does with each notification. By default it answers 200. */
  answer: Answer | undefined;
}

/** Waits until each node has all that was committed at the others. */
export async function catchUp({ nodes }: Pick<ClusterWorld, 'nodes'>): Promise<void> {
  for (const node of nodes) await node.raw('set statement wsrep_sync_wait = 1 for select 1');
}

/** A partner whose candidates answer questions, and who is notified of that at this path of the receiver. */
export async function newPartner(
  { nodes, seed, receiver }: Pick<GatewaysWorld, 'nodes' | 'seed' | 'receiver'>,
  path: string,
): Promise<TestPartner> {
  const partner = await seed.partner({ config: `url|${receiver.urlOf(path)}` });
  partner.positionId = await seed.position([partner.accountId], SAMPLE_POSITION);
  await catchUp({ nodes });
  return partner;
}

/** Clients that order at each gateway, and submit at the next one. */
export const clientsAt = (
  { gateways }: { gateways: readonly { url: string }[] },
  partners: readonly TestPartner[],
): ClientPlan[] =>
  gateways.flatMap(({ url }, index) =>
    partners.map((partner) => ({ partner, orderAt: url, submitAt: gateways[(index + 1) % gateways.length]!.url })),
  );

export const idsOf = (arrivals: readonly Arrival[], path: string): string[] =>
  arrivals.filter((arrival) => arrival.path === path).map(({ id }) => id);
