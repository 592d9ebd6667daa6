import assert from 'node:assert/strict';
import { request } from 'undici';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { pathOf } from '../support/operation-path.js';
import { type GatewayProcess, startProcess } from '../support/process.js';
import { seedOf, type TestPartner, type TestUser } from '../support/seed.js';

// The longest time that other requests may have to wait. There are several tries, because the machine may be busy with
// something else.
const BOUND_MS = 200;
const TRIES = 30;

interface Hostile {
  name: string;
  user(): TestUser;
  path: string;
  body: string;
  type?: string;
  status: number;
  code?: number;
}

const listOf = (item: string, bytes: number) =>
  `[${new Array(Math.floor(bytes / (item.length + 1))).fill(item).join()}]`;

describe('while a hostile body is refused', () => {
  let database: TestDatabase;
  let gateway: GatewayProcess;
  let partner: TestPartner;
  let stranger: TestUser;

  before(async () => {
    database = await sqlite.create();
    const seed = seedOf(database.db);
    [partner, stranger] = [await seed.partner(), await seed.user()];
    gateway = await startProcess({ DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  });
  after(async () => {
    await gateway?.stop();
    await database?.close();
  });

  const answers = pathOf('submitAnswers', { app_link: 'no-link' });
  const orders = pathOf('createApplication', { account_id: '1' });
  const extension = pathOf('extendApplication', { account_id: '1', application_id: '1' });
  const KB_90 = 90_000;
  const MIB = 1_048_000;
  const cases: Hostile[] = [
    ...[partnerOf, strangerOf].flatMap((user): Hostile[] => [
      { name: '90 kB of wrong fields', user, path: answers, body: `{"fields":${listOf('0', KB_90)}}`, status: 400 },
      { name: '90 kB of empty answers', user, path: answers, body: `{"answers":${listOf('{}', KB_90)}}`, status: 400 },
      { name: '90 kB of wrong answers', user, path: answers, body: `{"answers":${listOf('{"q":[],"x":1}', KB_90)}}`, status: 400 }, // prettier-ignore
      { name: '1 MiB of wrong answers', user, path: answers, body: `{"answers":${listOf('{"q":[],"x":1}', MIB)}}`, status: 400 }, // prettier-ignore
      { name: '90 kB of wrong fields', user, path: orders, body: `{"position_id":"1","fields":${listOf('{"n":1}', KB_90)}}`, status: 400 }, // prettier-ignore
      { name: '1 MiB', user, path: orders, body: `{"position_id":"1","fields":${listOf('{}', MIB)}}`, status: 413 },
      { name: '90 kB', user, path: extension, body: `{"expires":${listOf('0', KB_90)}}`, status: 413 },
      { name: 'score_calc_set of 1 MiB', user, path: '/api/1.0', body: `{"command":"score_calc_set","partner_api":true,"app_link":"x","answers":${listOf('{"q":[]}', MIB)}}`, status: 200, code: 11 }, // prettier-ignore
      { name: 'application_create of 90 kB', user, path: '/api/1.0', body: `{"command":"application_create","partner_api":true,"position_id":"1","fields":${listOf('{"n":1}', KB_90)}}`, status: 200, code: 11 }, // prettier-ignore
    ]),
    { name: 'a form of 500 kB', user: partnerOf, path: '/app_link/save?app_link=no-link', body: 'a=1&'.repeat(125_000), type: 'application/x-www-form-urlencoded', status: 404 }, // prettier-ignore
  ];

  function partnerOf(): TestUser {
    return partner.user;
  }
  function strangerOf(): TestUser {
    return stranger;
  }

  for (const { name, user, path, body, type = 'application/json', status, code } of cases) {
    it(`/livez answers: ${path} gets ${name} from ${user === partnerOf ? 'a partner' : 'a user without permissions'}`, async () => {
      let longest = Infinity;
      for (let tries = 0; tries < TRIES && longest >= BOUND_MS; tries += 1) {
        const refused = send({ user: user(), path, body, type });
        longest = await longestWait(refused);
        const reply = await refused;
        assert.deepEqual([reply.status, reply.code], [status, code ?? reply.code], reply.text.slice(0, 500));
      }
      assert.ok(longest < BOUND_MS, `${Math.round(longest)} ms`);
    });
  }

  async function send({ user, path, body, type }: { user: TestUser; path: string; body: string; type: string }) {
    const authorization = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
    const headers = { authorization, 'content-type': type };
    const reply = await request(gateway.url + path, { method: 'POST', headers, body });
    const text = await reply.body.text();
    const code = /"error_code":(\d+)/.exec(text)?.[1];
    return { status: reply.statusCode, code: code === undefined ? undefined : Number(code), text };
  }

  /** Returns the longest wait of several requests that are sent one after another in the meantime. */
  async function longestWait(meanwhile: Promise<unknown>): Promise<number> {
    let isOver = false;
    const ended = () => void (isOver = true);
    meanwhile.then(ended, ended);
    let longest = 0;
    while (!isOver) {
      const start = performance.now();
      const { statusCode, body } = await request(`${gateway.url}/livez`);
      await body.dump();
      assert.equal(statusCode, 200);
      longest = Math.max(longest, performance.now() - start);
    }
    return longest;
  }
});
