import assert from 'node:assert/strict';
import { startGateway } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { type TestPartner } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';

describeGateway('the log', (world) => {
  let partner: TestPartner;
  const EMAIL = 'secret.candidate@example.com';
  let ids = 0;

  before(async () => {
    partner = await world.seed.partner({ config: 'ver|1|auth|hook:hook-secret' });
  });

  /** Sends with an id of its own and gives the one line of that request. */
  async function lineOf(send: (headers: Record<string, string>) => Promise<unknown>) {
    const id = `line-${++ids}`;
    await send({ 'x-request-id': id });
    const ofRequest = () => world.log.filter((line) => line.request_id === id && line.msg === 'request');
    await waitUntil(`the line of ${id}`, () => ofRequest().length > 0);
    const lines = ofRequest();
    assert.equal(lines.length, 1);
    return lines[0]!;
  }

  const create = (user = partner.user, more: object = {}) => {
    const { accountId, positionId } = partner;
    const order = { command: 'application_create', partner_api: true, account_id: accountId, position_id: positionId };
    return (headers: Record<string, string>) => world.command(user, { ...order, email: EMAIL, ...more }, headers);
  };

  it('has one line for each request: who, what, on which account, how it ended and how long it took', async () => {
    const path = `/v1/accounts/${partner.accountId}/positions`;
    const {
      time,
      duration_ms: duration,
      ...line
    } = await lineOf((headers) => world.resource(partner.user, 'GET', path, { headers }));
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.ok(typeof duration === 'number' && duration >= 0);
    assert.deepEqual(line, {
      level: 30,
      request_id: `line-${ids}`,
      method: 'GET',
      path,
      operation: 'listPositions',
      user: partner.user.name,
      account_id: partner.accountId,
      status: 200,
      address: '127.0.0.1',
      msg: 'request',
    });
  });

  const cases: { name: string; send: () => (headers: Record<string, string>) => Promise<unknown>; line: object }[] = [
    { name: 'a command', send: () => create(), line: { operation: 'application_create', status: 200, error_code: 0 } },
    {
      name: 'a refused command',
      send: () => create(partner.user, { position_id: '999' }),
      line: { operation: 'application_create', status: 200, error_code: 12 },
    },
    {
      name: 'an unknown command',
      send: () => create(partner.user, { command: EMAIL }),
      line: { operation: undefined, status: 200, error_code: 92 },
    },
    {
      name: 'a wrong password',
      send: () => create({ ...partner.user, password: 'mistyped-secret' }),
      line: { status: 401, error_code: 1 },
    },
    {
      name: 'a password typed as the name',
      send: () => create({ ...partner.user, name: 'mistyped-secret' }),
      line: { status: 401, error_code: 1, user: undefined },
    },
    {
      name: 'a refused resource',
      send: () => (headers) => world.resource(partner.user, 'GET', `/v1/accounts/999/positions`, { headers }),
      line: { operation: 'listPositions', status: 404, error_code: 12, account_id: '999' },
    },
    {
      name: 'an unknown path with a token in it',
      send: () => (headers) =>
        world.resource(partner.user, 'GET', `/v1/nothing/${'T'.repeat(22)}?app_link=${EMAIL}`, { headers }),
      line: { user: undefined, operation: undefined, status: 404, error_code: 12, path: '/v1/nothing/[token]' },
    },
    {
      name: 'broken JSON',
      send: () => (headers) => world.command(partner.user, `{"email":"${EMAIL}"`, headers),
      line: { status: 400, error_code: 11 },
    },
  ];
  for (const { name, send, line } of cases) {
    it(`tells the outcome of ${name}`, async () => {
      const found = await lineOf(send());
      const expected = { user: partner.user.name, ...line };
      for (const [key, value] of Object.entries(expected)) assert.deepEqual(found[key], value, key);
    });
  }

  it('tells of an internal error where it happened, and the caller only its request id', async () => {
    const { body } = (await internalError(world.db, partner)) as { body: { error_text: string } };
    assert.match(body.error_text, /^Internal error, request id [\w-]+$/);
  });

  it('never has a password, a header, a candidate or a token in it', async () => {
    const { body } = (await create()({})) as { body: { app_link_full: string } };
    const tokens = [...new URL(body.app_link_full).searchParams.values()];
    assert.equal(tokens.length, 2);
    const { name, password } = partner.user;
    const secrets = [EMAIL, 'secret.candidate', 'mistyped-secret', 'hook-secret', password, ...tokens, 'Basic '];
    secrets.push(Buffer.from(`${name}:${password}`).toString('base64'));
    const text = JSON.stringify(world.log);
    assert.ok(world.log.length > cases.length);
    for (const secret of secrets) assert.ok(!text.includes(secret), secret);
  });

  /** A fault that only a real database gives, in the statement that holds the candidate. */
  async function internalError(db: typeof world.db, { user, accountId, positionId }: TestPartner): Promise<unknown> {
    const gateway = await startGateway(db);
    await db.raw('alter table applications rename column candidate_email to gone');
    try {
      const order = {
        command: 'application_create',
        partner_api: true,
        account_id: accountId,
        position_id: positionId,
      };
      const reply = await gateway.command(user, { ...order, email: EMAIL });
      assert.equal(reply.status, 500);
      const failed = gateway.log.filter((line) => line.msg === 'failed');
      assert.equal(failed.length, 1);
      assert.match(String(failed[0]!.stack), /applications[^]*\n +at /);
      world.log.push(...gateway.log);
      return reply;
    } finally {
      await db.raw('alter table applications rename column gone to candidate_email');
      await gateway.close();
    }
  }
});
