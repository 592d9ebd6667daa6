import { Agent, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { atRate } from './at-rate.js';
import { type ChildServer } from './child-server.js';
import { median } from './median.js';
import { authorization, listRequest } from './scenarios.js';
import { USER_NAMES } from './seed.js';

/** The number of wrong passwords a second, and of requests a second by a verified partner. */
export const WRONG_PER_SECOND = 200;
export const PARTNER_PER_SECOND = 20;
const ANSWER_WITHIN_MS = 10_000;
const QUIET_SECONDS = 2;

export interface FloodResult {
  label: string;
  /** The slowest answer before the flood began. It shows the share of the machine itself. */
  quietSlowestMs: number;
  partner: { answered: number; asked: number; medianMs: number; slowestMs: number };
  /**
   * Users whose first request comes during the flood, one user a second. The time is of those who were let in at once.
   */
  newcomers: { letIn: number; tried: number; slowestMs: number };
  /** The number of answers to wrong passwords by status; 0 is no answer within 10 s. */
  refusals: Map<number, number>;
}

interface Reply {
  status: number;
  ms: number;
}

/**
 * Sends wrong passwords for a known user at a steady rate from `addresses` loopback addresses. The verified partner
 * asks from the first of these addresses, where failures are counted. The newcomers have another address.
 */
export async function flood(
  server: ChildServer,
  { label, addresses, seconds }: { label: string; addresses: number; seconds: number },
): Promise<FloodResult> {
  // They are in 20 networks, because failures are counted by network too.
  const from = Array.from({ length: addresses }, (_, index) => `127.1.${index % 20}.${Math.floor(index / 20) + 1}`);
  const agents = new Agents();
  const [verified, victim, ...newcomers] = USER_NAMES as [string, string, ...string[]];
  const ask = (userName: string, address: string, password?: string) =>
    agents.ask(listRequest(server, 20, authorization(userName, password)), address);
  const askAsPartner = (forSeconds: number) =>
    atRate({ perSecond: PARTNER_PER_SECOND, seconds: forSeconds }, () => ask(verified, from[0]!));
  await ask(verified, from[0]!);
  const quiet = await askAsPartner(QUIET_SECONDS);

  const [wrong, partner, first] = await Promise.all([
    atRate({ perSecond: WRONG_PER_SECOND, seconds }, (n) => ask(victim, from[n % from.length]!, `wrong ${n}`)),
    askAsPartner(seconds),
    // The newcomers begin one second later, because the flood must have begun.
    wait(1000).then(() =>
      atRate({ perSecond: 1, seconds: Math.min(seconds - 1, newcomers.length) }, (n) =>
        ask(newcomers[n]!, '127.2.0.1'),
      ),
    ),
  ]);
  agents.close();
  const letIn = first.filter(({ status }) => status === 200);
  return {
    label,
    quietSlowestMs: slowestOf(quiet),
    partner: {
      asked: partner.length,
      answered: partner.filter(({ status }) => status === 200).length,
      medianMs: median(partner.map(({ ms }) => ms)),
      slowestMs: slowestOf(partner),
    },
    newcomers: { tried: first.length, letIn: letIn.length, slowestMs: slowestOf(letIn) },
    refusals: countStatuses(wrong),
  };
}

const slowestOf = (replies: Reply[]): number => Math.max(...replies.map(({ ms }) => ms));

function countStatuses(replies: Reply[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { status } of replies) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** The open connections, by the address that they come from. */
class Agents {
  readonly #byAddress = new Map<string, Agent>();

  ask({ url, headers }: { url: string; headers: Record<string, string> }, address: string): Promise<Reply> {
    const agent = this.#byAddress.get(address) ?? new Agent({ keepAlive: true, localAddress: address });
    this.#byAddress.set(address, agent);
    const start = performance.now();
    return new Promise((resolve) => {
      const done = (status: number): void => resolve({ status, ms: performance.now() - start });
      const request = send(url, { agent, headers, timeout: ANSWER_WITHIN_MS }, (response) => {
        response
          .resume()
          .once('end', () => done(response.statusCode!))
          .once('error', () => done(0));
      });
      request.once('timeout', () => request.destroy()).once('error', () => done(0));
      request.end();
    });
  }

  close(): void {
    for (const agent of this.#byAddress.values()) agent.destroy();
  }
}
