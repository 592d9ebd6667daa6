import { setMaxListeners } from 'node:events';
import { buildConnector, type Agent } from 'undici';
import { type Attempt, type Delivery, noAttempt } from '../../../engine/notification/attempt.js';
import { readUrl } from '../../../engine/read-url.js';
import { addressOrder } from './address-order.js';
import { type EgressGuard } from './egress.js';
import { httpAttempt } from './http-attempt.js';
import { guardedConnect } from './guarded-connect.js';
import { nameResolver } from './resolve-name.js';
import { dotlessServerName } from './server-name.js';
import { webhookSignature } from './signature.js';
import { tracingAgent } from './tracing-agent.js';

interface Deadlines {
  /** The time-out for the look-up, TCP and TLS together. */
  connectMs: number;
  /** The deadline for everything, including the body. */
  totalMs: number;
}

export interface DelivererOptions {
  guard: EgressGuard;
  /** Gives all addresses of a name. The default is the DNS. */
  resolve?: (name: string) => Promise<string[]>;
  agentOptions?: Omit<Agent.Options, 'connect' | 'factory'> & { connect?: buildConnector.BuildOptions };
  deadlines?: Partial<Deadlines>;
  now: () => number;
  userAgent: string;
}

export interface Deliverer {
  deliver(delivery: Delivery): Promise<Attempt>;
  /**
   * The same over a new connection, which is closed afterwards. Name, certificate and address are then looked at anew.
   */
  deliverAfresh(delivery: Delivery): Promise<Attempt>;
  /** Breaks off the attempts under way (fault: stopped) and closes every connection. */
  close(): Promise<void>;
}

const DEADLINES: Readonly<Deadlines> = { connectMs: 3_000, totalMs: 10_000 };

const AGENT_OPTIONS: Agent.Options = {
  // The limit for each origin is the number of attempts under way in all. One origin may serve many accounts, each with
  // a limit of its own, and an account that hangs must not take the connections of the others.
  connections: 256,
  pipelining: 1,
  maxHeaderSize: 16_384,
  // A receiver may ask by Keep-Alive for a longer time, up to this limit.
  keepAliveMaxTimeout: 60_000,
  // The deadline of the attempt replaces these two.
  headersTimeout: 0,
  bodyTimeout: 0,
};

/**
 * Makes what sends notifications, one attempt a call (contract, section 8). It never throws, follows no redirect and
 * calls no address that the guard refuses. It takes no longer than its deadline and reads no more than 16 KiB of a
 * response.
 */
export function deliverer(options: DelivererOptions): Deliverer {
  const { guard, agentOptions = {}, now, userAgent } = options;
  const { connectMs, totalMs } = { ...DEADLINES, ...options.deadlines };
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const names = nameResolver();
  const order = addressOrder();
  const { connect, ...more } = agentOptions;
  const agents = new Set<Agent>();
  // Each agent has a connector of its own, because a connector remembers TLS sessions.
  function newAgent(): Agent {
    const connectorFor = guardedConnect({
      guard,
      resolve: options.resolve ?? names.resolve,
      order,
      connectMs: Math.min(connectMs, totalMs),
      open: dotlessServerName(buildConnector({ ...connect, allowH2: false, timeout: 0 })),
      signal: stop.signal,
    });
    const agent = tracingAgent(connectorFor, { ...AGENT_OPTIONS, ...more });
    agents.add(agent);
    return agent;
  }
  async function end(agent: Agent): Promise<void> {
    agents.delete(agent);
    await agent.destroy();
  }
  async function deliverBy(agent: Agent, delivery: Delivery): Promise<Attempt> {
    const startedAt = now();
    const target = targetOf(delivery, startedAt, userAgent);
    if ('fault' in target) return noAttempt(startedAt, target.fault);
    return { startedAt, ...(await httpAttempt(agent, target, totalMs)) };
  }
  const shared = newAgent();

  return {
    deliver: (delivery) => deliverBy(shared, delivery),
    async deliverAfresh(delivery) {
      if (stop.signal.aborted) return noAttempt(now(), 'stopped');
      const agent = newAgent();
      try {
        return await deliverBy(agent, delivery);
      } finally {
        await end(agent);
      }
    },
    async close() {
      stop.abort();
      names.cancel();
      await Promise.all([...agents].map(end));
    },
  };
}

type Target = { origin: string; path: string; method: string; headers: string[]; body: string | null; reset: false };

/**
 * Gives the request in undici's form, or a fault. It never throws, because a config that can't be sent must not stop
 * the others.
 */
function targetOf(delivery: Delivery, at: number, userAgent: string): Target | { fault: string } {
  const url = readUrl(delivery.url);
  if (!url) return { fault: 'request impossible: invalid URL' };
  const { origin, protocol, pathname, search } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return { fault: 'request impossible: not an http or https URL' };
  let headers: string[];
  try {
    headers = headersOf(delivery, at, userAgent);
  } catch {
    return { fault: 'request impossible: invalid signing secret' };
  }
  // Without `reset: false` undici closes the connection after a GET that has a body.
  const { method, body } = delivery;
  return { origin, path: pathname + search, method, headers, body: body === '' ? null : body, reset: false };
}

function headersOf(delivery: Delivery, at: number, userAgent: string): string[] {
  const { webhookId, attempt, signingSecrets, body } = delivery;
  const ours: [name: string, value: string][] = [
    ['User-Agent', userAgent],
    ['Accept-Encoding', 'identity'],
    ['webhook-id', webhookId],
    ['webhook-timestamp', String(Math.floor(at / 1_000))],
    ['webhook-attempt', String(attempt)],
  ];
  if (signingSecrets.length > 0) {
    ours.push(['webhook-signature', webhookSignature(signingSecrets, webhookId, at, body)]);
  }
  const taken = new Set(ours.map(([name]) => name.toLowerCase()));
  const theirs = delivery.headers.filter(([name]) => !taken.has(name.toLowerCase()));
  return [...theirs, ...ours].flatMap(([name, value]) => [name, onTheWire(value)]);
}

/** undici writes one byte for each UTF-16 unit. Text beyond ASCII is therefore given as its UTF-8 bytes. */
function onTheWire(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}
