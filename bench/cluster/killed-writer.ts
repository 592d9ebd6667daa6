import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../db/connection/connect.js';
import { newPartner } from '../../test/support/cluster/cluster-world.js';
import { newLedger, newOrder, placeOrder } from '../../test/support/cluster/ledger.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { atRate } from '../support/at-rate.js';
import { type BenchWorld, PROXY, withGateways } from './bench-world.js';
import { type Outcome, outcomeOf } from './outcome.js';

export interface KilledWriter extends Outcome {
  perSecond: number;
  /** The longest time without a confirmed order, and the longest that one order took. */
  silentMs: number;
  slowestMs: number;
}

const AGAIN_WITHIN_MS = 60_000;
/** It ends a run in which answers never come again. */
const MOST_SECONDS = 150;

/** Kills the writer behind HAProxy while orders come at a steady rate, and brings it back. */
export async function killWriter(
  world: BenchWorld,
  { perSecond, steadySeconds }: { perSecond: number; steadySeconds: number },
): Promise<KilledWriter> {
  const partners = [await newPartner(world, '/killed-a'), await newPartner(world, '/killed-b')];
  const ledger = newLedger();
  return withGateways(world, [PROXY], async ([gateway]) => {
    const over = new AbortController();
    const order = async (n: number): Promise<void> => {
      const placed = placeOrder(ledger, newOrder(ledger, partners[n % partners.length]!), gateway!.url);
      await placed.catch(() => ledger.statuses.set('order none', (ledger.statuses.get('order none') ?? 0) + 1));
    };
    const orders = atRate({ perSecond, seconds: MOST_SECONDS, stop: over.signal }, order);
    let silentMs: number;
    try {
      await wait(steadySeconds * 1000);
      const writer = await writerOf(world);
      const killed = performance.now();
      await world.cluster.takeAway(writer, 'SIGKILL');
      const since = () => ledger.confirmed.filter(({ at, tookMs }) => at - tookMs > killed);
      const goal = perSecond * steadySeconds;
      await waitUntil('answers again', () => since().length >= goal, { withinMs: AGAIN_WITHIN_MS });
      silentMs = longestSilence(ledger.confirmed, killed);
      await world.cluster.bringBack(writer);
      await wait(steadySeconds * 1000);
    } finally {
      over.abort();
      await orders;
    }
    const slowestMs = Math.max(...ledger.confirmed.map(({ tookMs }) => tookMs));
    return { ...(await outcomeOf(world, ledger)), perSecond, silentMs, slowestMs };
  });
}

async function writerOf({ cluster, proxy }: BenchWorld): Promise<number> {
  const db = connect(proxy.url);
  const [found] = await db.raw<{ port: number }[]>('select @@port as port');
  await db.destroy();
  return cluster.urlsOf('mysql').findIndex((url) => Number(new URL(url).port) === found!.port);
}

function longestSilence(confirmed: readonly { at: number }[], from: number): number {
  const times = [from, ...confirmed.map(({ at }) => at).filter((at) => at > from)].toSorted((a, b) => a - b);
  return Math.max(...times.map((at, index) => at - times[Math.max(0, index - 1)]!));
}
