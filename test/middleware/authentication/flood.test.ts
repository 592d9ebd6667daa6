import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import bcrypt from 'bcrypt';
import { authenticate } from '../../../middleware/authentication/authenticate.js';
import { credentialCache } from '../../../middleware/authentication/credential-cache.js';
import { familiarPlaces } from '../../../middleware/authentication/familiar-places.js';
import { type KnownUser } from '../../../middleware/authentication/known-user.js';
import { passwordGate } from '../../../middleware/authentication/password-gate.js';
import { SIGN_IN_LIMITS, throttleFailures } from '../../../middleware/authentication/throttle-failures.js';
import { TEST_NOW } from '../../support/test-now.js';
import { appWith } from '../app-with.js';

const HOUR_MS = 3_600_000;
const SALT = bcrypt.genSaltSync(4);
const HASH = bcrypt.hashSync('right', SALT);

const userOf = (userName: string): KnownUser => ({
  ...{ userId: `id of ${userName}`, userName, kind: 'partner', active: true, accessVersion: 1 },
  consoleRole: undefined,
  credentials: [
    {
      ...{ credentialId: '1', version: 1, purpose: 'api', passwordHash: HASH },
      expiresAt: undefined,
      revokedAt: undefined,
    },
  ],
});

/** The whole chain with a clock that the test sets, and a bcrypt that hashes one password for each `step`. */
class Gateway {
  readonly clock = { now: TEST_NOW };
  readonly #held: (() => void)[] = [];
  #free = true;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server;
  readonly #listening: Promise<unknown>;
  readonly #gate = passwordGate({
    concurrency: 1,
    cost: 4,
    // A slow machine must not decide who is let in.
    limitMs: 60_000,
    hash: async (password, salt) => {
      if (!this.#free) await new Promise<void>((resolve) => this.#held.push(resolve));
      return bcrypt.hash(password, salt);
    },
  });
  #asked = 0;
  #answered = 0;

  constructor() {
    const now = () => this.clock.now;
    const middleware = authenticate({
      findUser: (name) => Promise.resolve(/^partner/.test(name) ? userOf(name) : undefined),
      cache: credentialCache({ now }),
      gate: this.#gate,
      throttle: throttleFailures(SIGN_IN_LIMITS, now),
      places: familiarPlaces(now),
      addressOf: (req) => req.get('X-Address')!,
      noteUse: () => undefined,
      now,
    });
    this.#server = appWith(middleware).listen(0, '127.0.0.1');
    this.#listening = once(this.#server, 'listening');
  }

  /** Answers the status. */
  async ask(name: string, password: string, address: string): Promise<number> {
    this.#asked += 1;
    await this.#listening;
    const { port } = this.#server.address() as AddressInfo;
    const headers = { 'X-Address': address, Authorization: `Basic ${btoa(`${name}:${password}`)}` };
    return new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, headers, agent: this.#agent }, (reply) => {
        this.#answered += 1;
        reply.resume().once('end', () => resolve(reply.statusCode!));
      }).once('error', reject);
    });
  }

  hold(): void {
    this.#free = false;
  }

  /** Waits until every request has its answer or its place at the gate. */
  async settled(): Promise<void> {
    while (this.#asked > this.#answered + this.#gate.waiting + this.#gate.running) await new Promise(setImmediate);
  }

  /** Lets one hash after the other end, until nobody waits. */
  async drain(): Promise<void> {
    while (this.#gate.running > 0) {
      this.#held.shift()?.();
      await new Promise(setImmediate);
    }
  }

  close(): void {
    this.#agent.destroy();
    this.#server.close();
  }
}

// The flood changes its name with each guess; every other one is a partner's. It has 200 addresses in 20 networks.
const guess = (gateway: Gateway, n: number) =>
  gateway.ask(n % 2 ? `partner-${n % 50}` : `name-${n}`, `wrong ${n}`, `198.51.${n % 20}.${(n % 200) + 1}`);

const PARTNERS = Array.from({ length: 50 }, (_, n) => ({ name: `partner-${n}`, address: `192.0.${n}.1` }));

describe('signing in during a flood of guesses from 200 addresses in 20 networks', () => {
  let gateway: Gateway;
  beforeEach(() => (gateway = new Gateway()));
  afterEach(() => gateway.close());

  async function flood(): Promise<Promise<number>[]> {
    gateway.hold();
    const guesses = Array.from({ length: 300 }, (_, n) => guess(gateway, n));
    await gateway.settled();
    return guesses;
  }

  const askAll = (partners: typeof PARTNERS) =>
    partners.map(({ name, address }) => gateway.ask(name, 'right', address));

  for (const { name, hours } of [
    { name: 'whose passwords are remembered', hours: 23 },
    { name: 'whose passwords are no longer remembered', hours: 25 },
  ]) {
    it(`lets in partners ${name}, each at the first request`, async () => {
      for (const status of await Promise.all(askAll(PARTNERS))) assert.equal(status, 200);
      gateway.clock.now += hours * HOUR_MS;
      const guesses = await flood();
      const partners = askAll(PARTNERS);
      await gateway.settled();
      await gateway.drain();
      assert.deepEqual(new Set(await Promise.all(partners)), new Set([200]));
      assert.ok((await Promise.all(guesses)).includes(503));
    });
  }

  it('refuses nobody twice in a row of partners who have not signed in before', async () => {
    const refused = new Map<string, number>();
    let left = PARTNERS.slice(0, 25);
    const first = await flood();
    for (let time = 0; left.length > 0 && time < 10; time += 1) {
      const partners = askAll(left);
      const more = Array.from({ length: 150 }, (_, n) => guess(gateway, 300 + 150 * time + n));
      await gateway.settled();
      await gateway.drain();
      const statuses = await Promise.all(partners);
      left = left.filter((_, n) => statuses[n] !== 200);
      for (const { name } of left) refused.set(name, (refused.get(name) ?? 0) + 1);
      await Promise.all(more);
      gateway.clock.now += 1000;
    }
    await Promise.all(first);
    assert.deepEqual([left.length, [...refused].filter(([, times]) => times > 1)], [0, []]);
  });

  it('ends soon for who sends it: then all guesses are answered 429', async () => {
    gateway.hold();
    let statuses: number[] = [];
    for (let time = 0; time < 20; time += 1) {
      const guesses = Array.from({ length: 150 }, (_, n) => guess(gateway, 150 * time + n));
      await gateway.settled();
      await gateway.drain();
      statuses = await Promise.all(guesses);
      gateway.clock.now += 1000;
    }
    assert.deepEqual(new Set(statuses), new Set([429]));
  });
});
