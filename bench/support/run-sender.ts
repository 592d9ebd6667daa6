import { setTimeout as wait } from 'node:timers/promises';
import {
  type FlatResult,
  type NotificationPlan,
  notificationsOf,
  type NotificationResult,
  type RateResult,
  type Statements,
  WARM_UP,
} from './notification-plan.js';

export interface Sender {
  /**
   * Commits one completion. Gives the instant just before the commit was sent, so that the time of the commit counts
   * too.
   */
  commit(applicationId: string): Promise<number>;
  /** Resolves when everything that was sent is recorded as sent. */
  recorded(): Promise<void>;
  /** Makes a backlog and sends none of it. */
  prepare(applicationIds: string[]): Promise<void>;
  /** Sends the backlog, until the last notification is recorded. */
  sendAll(): Promise<void>;
  /** The statements since the last call. Only a sender with a database has this. */
  statements?(): Statements;
  close(): Promise<void>;
}

// A busy server has about this many requests under way. When all of them wait, the rate falls, and the result shows
// that.
const MOST_COMMITS_UNDER_WAY = 64;
const RECEIVED_WITHIN_MS = 60_000;

/** Gives the instant by a clock that the sink reads too: wall time in ms, with fractions. */
export const instant = (): number => performance.timeOrigin + performance.now();

/** Does the measurements of one process that sends notifications. Prints a NotificationResult. */
export async function runSender(plan: NotificationPlan, sender: Sender): Promise<void> {
  const ids = Array.from({ length: notificationsOf(plan) }, (_, index) => String(index + 1));
  await rate(sender, plan, ids.splice(0, WARM_UP), WARM_UP);
  const rates: RateResult[] = [];
  for (const perSecond of plan.rates) {
    rates.push(await rate(sender, plan, ids.splice(0, perSecond * plan.seconds), perSecond));
  }
  const flat = await flatOut(sender, plan, ids);
  await sender.close();
  process.stdout.write(`${JSON.stringify({ rates, flat } satisfies NotificationResult)}\n`);
}

async function rate(
  sender: Sender,
  { sinkUrl }: NotificationPlan,
  ids: string[],
  perSecond: number,
): Promise<RateResult> {
  sender.statements?.();
  const committed = new Map<string, number>();
  const seconds = await atRate(ids, perSecond, async (id) => void committed.set(id, await sender.commit(id)));
  const { arrivals, duplicates } = await received(sinkUrl, ids.length);
  await sender.recorded();
  const took = ids.map((id) => arrivals[id]! - committed.get(id)!).toSorted((a, b) => a - b);
  const percentile = (share: number) => took[Math.ceil(took.length * share) - 1]!;
  return {
    perSecond,
    reached: ids.length / seconds,
    notifications: ids.length,
    duplicates,
    ...{ p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
    ...(sender.statements && { statements: sender.statements() }),
  };
}

async function flatOut(sender: Sender, { sinkUrl }: NotificationPlan, ids: string[]): Promise<FlatResult> {
  await sender.prepare(ids);
  sender.statements?.();
  const start = performance.now();
  await sender.sendAll();
  const seconds = (performance.now() - start) / 1000;
  const statements = sender.statements?.();
  const { duplicates } = await received(sinkUrl, ids.length);
  return { notifications: ids.length, duplicates, seconds, ...(statements && { statements }) };
}

/**
 * Begins each at its time and does not wait for those before, up to the limit of commits under way. Gives the seconds
 * until the last one ended.
 */
async function atRate(ids: string[], perSecond: number, begin: (id: string) => Promise<void>): Promise<number> {
  const start = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let begun = 0; begun < ids.length;) {
    const due = Math.min(ids.length, 1 + Math.floor(((performance.now() - start) / 1000) * perSecond));
    while (begun < due && underWay.size < MOST_COMMITS_UNDER_WAY) {
      const one: Promise<void> = begin(ids[begun++]!).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await wait(1);
  }
  await Promise.all(underWay);
  return (performance.now() - start) / 1000;
}

/**
 * Waits until the sink has everything and gives what it got. The sink then forgets it. Throws when something does not
 * arrive.
 */
async function received(sinkUrl: string, count: number) {
  const end = performance.now() + RECEIVED_WITHIN_MS;
  for (let got = 0; got < count; await wait(20)) {
    got = Number(await (await fetch(`${sinkUrl}/count`)).text());
    if (performance.now() > end) throw new Error(`The sink got ${got} of ${count} notifications.`);
  }
  const answer = await (await fetch(`${sinkUrl}/arrivals`)).text();
  return JSON.parse(answer) as { arrivals: Record<string, number>; duplicates: number };
}
