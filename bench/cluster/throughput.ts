import { randomUUID } from 'node:crypto';
import { catchUp } from '../../test/support/cluster/cluster-world.js';
import { partnerAt } from '../../test/support/cluster/partner-client.js';
import { insertMany, type Seed, seedOf, type TestPartner } from '../../test/support/seed.js';
import { type ChildServer } from '../support/child-server.js';
import { median } from '../support/median.js';
import { type BenchWorld, NODES, ONE_NODE, PROXY, withGateways, withoutSync, withSync } from './bench-world.js';

/** Each has a request under way at all times. They share the gateways, and the partners, evenly. */
export const CLIENTS = 12;
const PARTNERS = 4;
const STORED_EACH = 1000;
const PAGE = 20;

const ASKED = ['orders', 'lists'] as const;
type Asked = (typeof ASKED)[number];

interface Arrangement {
  label: string;
  databases: string[];
}

/** The first is what the others are divided by. */
const ARRANGEMENTS: Arrangement[] = [
  { label: 'one MariaDB without a cluster', databases: [ONE_NODE] },
  { label: 'one writer behind HAProxy', databases: [PROXY] },
  { label: 'a gateway at each node, `sync=true`', databases: NODES.map(withSync) },
  { label: 'a gateway at each node, without sync', databases: NODES.map(withoutSync) },
];

export interface Throughput {
  label: string;
  asked: Asked;
  /** The median over the rounds. */
  perSecond: number;
  /** Divided by those of the same round on one MariaDB. */
  ratio: { median: number; min: number; max: number };
  p50: number;
  p95: number;
  /** The number of answers that were no success. */
  refused: number;
}

interface Sample {
  perSecond: number;
  took: number[];
  refused: number;
}

interface Measured extends Arrangement {
  gateways: ChildServer[];
  partners: TestPartner[];
  samples: Record<Asked, Sample[]>;
}

/** Measures all arrangements in each round, so that other load affects all alike. A round of one second warms up. */
export async function measureThroughput(
  world: BenchWorld,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Throughput[]> {
  const onPlain = await fill(seedOf(world.plain), world.plain);
  const onCluster = await fill(world.seed, world.nodes[0]!);
  await catchUp(world);
  return withGateways(
    world,
    ARRANGEMENTS.flatMap(({ databases }) => databases),
    async (gateways) => {
      const measured = ARRANGEMENTS.map((arrangement): Measured => ({
        ...arrangement,
        gateways: gatewaysOf(gateways, arrangement),
        partners: arrangement.databases[0] === ONE_NODE ? onPlain : onCluster,
        samples: { orders: [], lists: [] },
      }));
      for (let round = 0; round <= rounds; round += 1) {
        for (const asked of ASKED) {
          for (const one of measured) {
            const taken = await load(one, { asked, seconds: round === 0 ? 1 : seconds });
            if (round > 0) one.samples[asked].push(taken);
          }
        }
      }
      return ASKED.flatMap((asked) => measured.map((one) => summary(one, measured[0]!, asked)));
    },
  );
}

function gatewaysOf(gateways: readonly ChildServer[], arrangement: Arrangement): ChildServer[] {
  const before = ARRANGEMENTS.slice(0, ARRANGEMENTS.indexOf(arrangement));
  const from = before.reduce((sum, { databases }) => sum + databases.length, 0);
  return gateways.slice(from, from + arrangement.databases.length);
}

async function fill(seed: Seed, db: BenchWorld['plain']): Promise<TestPartner[]> {
  const partners: TestPartner[] = [];
  const createdAt = Date.now();
  for (let made = 0; made < PARTNERS; made += 1) {
    const partner = await seed.partner();
    await insertMany(db, partner, { count: STORED_EACH, more: () => ({ createdAt }) });
    partners.push(partner);
  }
  return partners;
}

async function load(
  { gateways, partners }: Measured,
  { asked, seconds }: { asked: Asked; seconds: number },
): Promise<Sample> {
  const took: number[] = [];
  let refused = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const run = async (_: unknown, index: number): Promise<void> => {
    const partner = partnerAt(gateways[index % gateways.length]!.url, partners[index % partners.length]!);
    while (performance.now() < end) {
      const began = performance.now();
      if (await succeeds(partner, asked)) took.push(performance.now() - began);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, run));
  return { perSecond: (took.length / (performance.now() - start)) * 1000, took, refused };
}

async function succeeds(partner: ReturnType<typeof partnerAt>, asked: Asked): Promise<boolean> {
  if (asked === 'orders') {
    const key = randomUUID();
    return (await partner.order({ email: `${key}@example.com` }, key)).status === 201;
  }
  const reply = await partner.list(`limit=${PAGE}`);
  const { status } = reply;
  const { items } = reply.body as { items?: unknown[] };
  if (status === 200 && items?.length !== PAGE) throw new Error(`A page has ${items?.length} items.`);
  return status === 200;
}

function summary({ label, samples }: Measured, yardstick: Measured, asked: Asked): Throughput {
  const own = samples[asked];
  const ratios = own.map(({ perSecond }, round) => perSecond / yardstick.samples[asked][round]!.perSecond);
  const took = own.flatMap((sample) => sample.took).toSorted((a, b) => a - b);
  const percentile = (share: number): number => took[Math.ceil(took.length * share) - 1]!;
  return {
    label,
    asked,
    perSecond: median(own.map(({ perSecond }) => perSecond)),
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
    p50: percentile(0.5),
    p95: percentile(0.95),
    refused: own.reduce((sum, { refused }) => sum + refused, 0),
  };
}
