import assert from 'node:assert/strict';
import { readGatewayMinutes, seenProcesses } from '../../db/figures/gateway-minutes.js';
import { type Ended, type GatewayProcess, runProgram, startProcess } from '../support/process.js';
import { mysqlDatabase, type TestDatabase } from '../support/databases.js';
import { type Seed, seedOf, type TestPartner, type TestUser } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';

/** How long another process may take to heed a change (contract, section 2). */
const HEEDED_WITHIN_MS = 2_000;

describe('two processes on one database server', () => {
  let database: TestDatabase;
  let seed: Seed;
  let gateways: GatewayProcess[] = [];

  before(async function () {
    if (!(await mysqlDatabase.available())) return this.skip();
    database = await mysqlDatabase.create({ empty: true });
    seed = seedOf(database.db);
    gateways = await Promise.all([1, 2].map(() => startProcess({ DATABASE_URL: database.url })));
  });
  after(async () => {
    const ends = await Promise.all(gateways.map((gateway) => gateway.stop()));
    await database?.close();
    assert.deepEqual(
      ends.map(({ code }) => code),
      gateways.map(() => 0),
    );
  });

  const pop = (...args: string[]): Promise<Ended> => runProgram('src/cli.ts', args, { DATABASE_URL: database.url });

  async function ask({ url }: GatewayProcess, user: TestUser, body: object) {
    const reply = await fetch(`${url}/api/1.0`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ partner_api: true, ...body }),
    });
    return { status: reply.status, body: (await reply.json()) as { error_code: number; application_id?: string } };
  }

  it('start at once on an empty database, and both are ready', async () => {
    const ready = await Promise.all(gateways.map(({ url }) => fetch(`${url}/readyz`)));
    assert.deepEqual(
      ready.map(({ status }) => status),
      [200, 200],
    );
    const applied = gateways.filter((gateway) => gateway.stdout().includes('database migrated'));
    assert.equal(applied.length, 1);
  });

  const changes: { name: string; args: (partner: TestPartner) => string[]; status: number; code: number }[] = [
    {
      name: 'a revoked credential',
      args: ({ user }) => ['credential', 'revoke', user.name, user.credentialId],
      status: 401,
      code: 1,
    },
    { name: 'a disabled user', args: ({ user }) => ['user', 'disable', user.name], status: 401, code: 1 },
    {
      name: 'a lost permission',
      args: ({ user, accountId }) => ['revoke', user.name, accountId, 'partner-std'],
      status: 200,
      code: 1,
    },
  ];
  for (const { name, args, status, code } of changes) {
    it(`both refuse ${name} within 2 s of the command`, async () => {
      const partner = await seed.partner();
      const answers = () =>
        Promise.all(gateways.map((gateway) => ask(gateway, partner.user, { command: 'position_get' })));
      assert.deepEqual(
        (await answers()).map(({ body }) => body.error_code),
        [0, 0],
      );
      const { code: exit, stderr } = await pop(...args(partner));
      assert.equal(exit, 0, stderr);
      const isHeeded = async () =>
        (await answers()).every((answer) => answer.status === status && answer.body.error_code === code);
      await waitUntil('both to refuse', isHeeded, { withinMs: HEEDED_WITHIN_MS });
    });
  }

  it('give one application for an idempotency key that is used at both at once', async () => {
    const { user, accountId, positionId } = await seed.partner();
    await Promise.all(gateways.map((gateway) => ask(gateway, user, { command: 'position_get' })));
    for (let round = 0; round < 10; round += 1) {
      const order = {
        ...{ command: 'application_create', account_id: accountId, position_id: positionId },
        ...{ email: 'ada@example.com', idempotency_key: `order-${round}` },
      };
      const replies = await Promise.all([0, 1, 0, 1].map((which) => ask(gateways[which]!, user, order)));
      assert.deepEqual(
        replies.map(({ body }) => body.error_code),
        [0, 0, 0, 0],
      );
      assert.equal(new Set(replies.map(({ body }) => body.application_id)).size, 1);
    }
    const [{ n }] = (await database.db('applications').where({ account_id: accountId }).count({ n: '*' })) as [
      { n: number },
    ];
    assert.equal(Number(n), 10);
  });

  it('write what each counted when they end, and their sums are those of both', async () => {
    const before = await sums();
    await Promise.all(gateways.map(({ url }) => fetch(`${url}/livez`)));
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    const after = await sums();
    const processes = await seenProcesses(database.db, 0);
    assert.deepEqual(
      processes.map(({ pid, kind, stopped }) => [pid, kind, stopped]).sort(),
      gateways.map(({ child }) => [child.pid, 'gateway', true]).sort(),
    );
    assert.ok(after.requests >= before.requests + 2);
    assert.equal(
      after.buckets.request.reduce((sum, count) => sum + count, 0),
      after.requests,
    );
    // Each request that was refused for its password was counted by the process that had it.
    assert.ok(after.signInsRefused > 0 && after.clientErrors >= after.signInsRefused);
  });

  async function sums() {
    const all = { from: 0, until: Date.now() + 60_000, stepMs: 1e12 };
    return (await readGatewayMinutes(database.db, all)).at(-1)!.counts;
  }
});
