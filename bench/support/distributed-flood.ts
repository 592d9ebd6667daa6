import { Agent, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type ChildServer } from './child-server.js';
import { PARTNER_NAMES, PARTNER_PASSWORDS } from './seed-partners.js';

export const GUESSES_PER_SECOND = 150;
const NETWORKS = 20;
const ADDRESSES = 200;
const ANSWER_WITHIN_MS = 10_000;
/** How often each partner asks, and how soon again after it was refused. */
const EVERY_MS = 1000;

/** Partners who have something in common. */
export interface GroupResult {
  label: string;
  partners: number;
  requests: number;
  refused: number;
  /** How often a request was refused whose predecessor of the same partner was, too. */
  twiceInARow: number;
  slowestMs: number;
}

interface Group {
  label: string;
  names: string[];
  /** Whether they sign in before the flood, with the first password. */
  before: boolean;
  /** What they send in the flood. A password that was not sent before has to be checked, as one that was forgotten. */
  password: string;
}

const GROUPS: Group[] = [
  { label: 'remembered', names: PARTNER_NAMES.slice(0, 25), before: true, password: PARTNER_PASSWORDS[0] },
  {
    label: 'known at their address, password not remembered',
    names: PARTNER_NAMES.slice(25, 38),
    before: true,
    password: PARTNER_PASSWORDS[1],
  },
  {
    label: 'never seen, as after a restart',
    names: PARTNER_NAMES.slice(38),
    before: false,
    password: PARTNER_PASSWORDS[0],
  },
];

/**
 * Guesses passwords at a steady rate, with another name and address each time, and lets 50 partners ask meanwhile. All
 * come over loopback. The addresses are in X-Forwarded-For, so the server must trust a proxy there.
 */
export async function distributedFlood(
  server: ChildServer,
  seconds: number,
): Promise<{ partners: GroupResult[]; guesses: Map<number, number> }> {
  const agent = new Agent({ keepAlive: true });
  const ask = (name: string, password: string, address: string) => whoami(server, { agent, name, password, address });
  for (const { names, before } of GROUPS) {
    if (before) for (const name of names) await ask(name, PARTNER_PASSWORDS[0], addressOf(name));
  }
  const until = performance.now() + seconds * 1000;
  const guesses = new Map<number, number>();
  const guessing = atRate(until, async (n) => {
    const name = n % 2 ? PARTNER_NAMES[n % PARTNER_NAMES.length]! : `name-${n}`;
    const address = `198.51.${n % NETWORKS}.${(n % ADDRESSES) + 1}`;
    const { status } = await ask(name, `guess ${n}`, address);
    guesses.set(status, (guesses.get(status) ?? 0) + 1);
  });
  const asking = GROUPS.map(async ({ label, names, password }) => {
    const result = { label, partners: names.length, requests: 0, refused: 0, twiceInARow: 0, slowestMs: 0 };
    await Promise.all(names.map((name) => askUntil(until, () => ask(name, password, addressOf(name)), result)));
    return result;
  });
  const partners = await Promise.all(asking);
  await guessing;
  agent.destroy();
  return { partners, guesses };
}

// Each partner has a network of its own. Partners behind addresses of the guessers would be refused with them.
const addressOf = (name: string): string => `192.0.${PARTNER_NAMES.indexOf(name)}.1`;

async function askUntil(until: number, ask: () => Promise<Reply>, result: GroupResult): Promise<void> {
  // They begin at different times, as partners do.
  await wait(Math.random() * EVERY_MS);
  let refusedBefore = false;
  while (performance.now() < until) {
    const { status, ms } = await ask();
    const refused = status !== 200;
    result.requests += 1;
    if (refused) result.refused += 1;
    if (refused && refusedBefore) result.twiceInARow += 1;
    result.slowestMs = Math.max(result.slowestMs, ms);
    refusedBefore = refused;
    await wait(EVERY_MS);
  }
}

// Guesses begin by the clock and do not wait for those before, so that a slow server gets the same load.
async function atRate(until: number, guess: (n: number) => Promise<void>): Promise<void> {
  const sent: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; performance.now() < until; n += 1) {
    const early = start + (n * 1000) / GUESSES_PER_SECOND - performance.now();
    if (early > 0) await wait(early);
    sent.push(guess(n));
  }
  await Promise.all(sent);
}

interface Reply {
  /** 0 if there was no answer. */
  status: number;
  ms: number;
}

function whoami(
  { url }: ChildServer,
  { agent, name, password, address }: { agent: Agent; name: string; password: string; address: string },
): Promise<Reply> {
  const headers = { 'X-Forwarded-For': address };
  const start = performance.now();
  return new Promise((resolve) => {
    const done = (status: number): void => resolve({ status, ms: performance.now() - start });
    const options = { agent, headers, auth: `${name}:${password}`, timeout: ANSWER_WITHIN_MS };
    const request = send(`${url}/v1/whoami`, options, (response) => {
      response
        .resume()
        .once('end', () => done(response.statusCode!))
        .once('error', () => done(0));
    });
    request.once('timeout', () => request.destroy()).once('error', () => done(0));
    request.end();
  });
}
