import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type TestPartner } from '../seed.js';
import { partnerAt } from './partner-client.js';

/** Nobody asks again at once who was told that the gateway is unavailable. */
const AFTER_REFUSAL_MS = 100;

export interface LedgerOrder {
  partner: TestPartner;
  key: string;
  /** An address that no other order has. */
  email: string;
  /** What the client was told. Without it nobody knows whether the order was stored. */
  applicationId?: string;
  link?: string;
  /** Whether the answers were sent, and whether that was confirmed. */
  submission?: 'sent' | 'confirmed';
}

/** What clients were told by the gateways. */
export interface Ledger {
  orders: LedgerOrder[];
  /** How many answers had each status, for example `order 201`. */
  statuses: Map<string, number>;
  /** When each order and each submission was confirmed and how long it took, ms of `performance.now()`. */
  confirmed: { at: number; tookMs: number }[];
}

export interface ClientPlan {
  partner: TestPartner;
  /** Where it orders, and where it submits. */
  orderAt: string;
  submitAt?: string | undefined;
}

export const newLedger = (): Ledger => ({ orders: [], statuses: new Map(), confirmed: [] });

/**
 * Starts clients that order and submit one after the other, each as fast as it is answered, and write down what they
 * were told. The function that it returns stops them, and resolves when the last has its answer.
 */
export function startClients(ledger: Ledger, plans: readonly ClientPlan[]): () => Promise<void> {
  let stopped = false;
  const run = async (plan: ClientPlan): Promise<void> => {
    while (!stopped) {
      if (!(await orderAndSubmit(ledger, plan))) await wait(AFTER_REFUSAL_MS);
    }
  };
  const running = Promise.all(plans.map(run));
  return async () => {
    stopped = true;
    await running;
  };
}

async function orderAndSubmit(ledger: Ledger, { partner, orderAt, submitAt }: ClientPlan): Promise<boolean> {
  const order = newOrder(ledger, partner);
  if (!(await placeOrder(ledger, order, orderAt))) return false;
  return submitAt === undefined || submit(ledger, order, submitAt);
}

/** Writes down what is about to be ordered. */
export function newOrder({ orders }: Ledger, partner: TestPartner): LedgerOrder {
  const key = randomUUID();
  const order: LedgerOrder = { partner, key, email: `${key}@example.com` };
  orders.push(order);
  return order;
}

/** Orders, or orders again with the same key. Whether that was confirmed. */
export async function placeOrder(ledger: Ledger, order: LedgerOrder, gateway: string): Promise<boolean> {
  const { email, key, partner } = order;
  const ordered = partnerAt(gateway, partner).order({ email }, key);
  const { status, body } = await noted(ledger, 'order', { good: 201, reply: ordered });
  if (status !== 201) return false;
  [order.applicationId, order.link] = [body.application_id, body.app_link_full];
  return true;
}

async function submit(ledger: Ledger, order: LedgerOrder, gateway: string): Promise<boolean> {
  order.submission = 'sent';
  const submitted = partnerAt(gateway, order.partner).submit(order.link!);
  const { status } = await noted(ledger, 'submission', { good: 200, reply: submitted });
  if (status !== 200) return false;
  order.submission = 'confirmed';
  return true;
}

async function noted<Reply extends { status: number }>(
  { statuses, confirmed }: Ledger,
  what: string,
  { good, reply }: { good: number; reply: Promise<Reply> },
): Promise<Reply> {
  const began = performance.now();
  const answer = await reply;
  const name = `${what} ${answer.status}`;
  statuses.set(name, (statuses.get(name) ?? 0) + 1);
  const at = performance.now();
  if (answer.status === good) confirmed.push({ at, tookMs: at - began });
  return answer;
}
