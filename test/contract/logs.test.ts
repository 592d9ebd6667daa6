import assert from 'node:assert/strict';
import { writeStatement } from '../../db/connection/transaction.js';
import { type Gateway, type Reply, startGateway } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { pathOf } from '../support/operation-path.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from '../support/sample-position.js';
import { type TestPartner } from '../support/seed.js';
import { seedCandidate, type TestCandidate } from '../support/seed-candidate.js';
import { waitUntil } from '../support/wait-until.js';

describeGateway('the log', (world) => {
  let partner: TestPartner;
  let candidate: TestCandidate;
  let second: TestCandidate;
  const EMAIL = 'secret.candidate@example.com';
  const ANSWER = 'my-secret-answer';
  let ids = 0;

  before(async () => {
    partner = await world.seed.partner({ config: 'ver|1|auth|hook:hook-secret' });
    const asking = { ...partner, positionId: await world.seed.position([partner.accountId], SAMPLE_POSITION) };
    [candidate, second] = [await seedCandidate(world, asking), await seedCandidate(world, asking)];
  });

  /** Sends a request with a new id and returns the one log line of that request. */
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
    const account = { account_id: partner.accountId };
    const {
      time,
      duration_ms: duration,
      ...line
    } = await lineOf((headers) => world.call(partner.user, 'listPositions', account, { headers }));
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.ok(typeof duration === 'number' && duration >= 0);
    assert.deepEqual(line, {
      level: 30,
      request_id: `line-${ids}`,
      method: 'GET',
      path: pathOf('listPositions', account),
      operation: 'listPositions',
      user: partner.user.name,
      account_id: partner.accountId,
      status: 200,
      address: '127.0.0.1',
      msg: 'request',
    });
  });

  const submit = (app_link: string, more: object = {}) => {
    const answers = [...SAMPLE_ANSWERS.slice(0, 3), { q: '4', a: ANSWER }];
    const fields = [...SAMPLE_FIELDS, { n: 'email', v: EMAIL }];
    return { command: 'score_calc_set', app_link, answers, fields, ...more };
  };

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
      send: () => (headers) => world.call(partner.user, 'listPositions', { account_id: '999' }, { headers }),
      line: { operation: 'listPositions', status: 404, error_code: 12, account_id: '999' },
    },
    {
      name: 'an unknown path with a token in it',
      send: () => (headers) =>
        world.resource(partner.user, 'GET', `/v1/nothing/${'T'.repeat(22)}?app_link=${EMAIL}`, { headers }),
      line: { user: undefined, operation: undefined, status: 404, error_code: 12, path: '/v1/nothing/[token]' },
    },
    {
      name: 'a submission',
      send: () => (headers) => world.command(partner.user, submit(candidate.appLink), headers),
      line: { operation: 'score_calc_set', status: 200, error_code: 0 },
    },
    {
      name: 'a refused submission',
      send: () => (headers) => {
        const { command: _, app_link: __, ...body } = submit(candidate.appLink, { answers: [{ q: '4', a: [ANSWER] }] });
        return world.call(partner.user, 'submitAnswers', { app_link: candidate.appLink }, { body, headers });
      },
      line: { operation: 'submitAnswers', status: 400, error_code: 11, path: '/v1/questionnaires/[token]/answers' },
    },
    {
      name: 'a submission of a question that is not there',
      send: () => (headers) =>
        world.command(partner.user, submit(second.appLink, { answers: [{ q: ANSWER, a: ANSWER }] }), headers),
      line: { operation: 'score_calc_set', status: 200, error_code: 11 },
    },
    {
      name: 'a question for a questionnaire',
      send: () => (headers) => world.call(partner.user, 'getQuestionnaire', { app_link: second.appLink }, { headers }),
      line: { operation: 'getQuestionnaire', status: 200, path: '/v1/questionnaires/[token]' },
    },
    {
      name: 'a question for answers',
      send: () => (headers) =>
        world.command(
          partner.user,
          { command: 'score_calc_get', partner_api: true, application_id: candidate.applicationId, show_answers: true },
          headers,
        ),
      line: { operation: 'score_calc_get', status: 200, error_code: 0 },
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
    const { body } = await internalError(world.db, partner);
    assert.match(body.error_text, /^Internal error, request id [\w-]+$/);
  });

  it('tells of an internal error while submitting, and nothing of what was submitted', async () => {
    const broken = { table: 'application_results', column: 'answers' };
    const { status } = await whileBroken(world.db, broken, (gateway) =>
      gateway.command(partner.user, submit(second.appLink)),
    );
    assert.equal(status, 500);
  });

  it('never has a password, a header, a candidate, an answer or a token in it', async () => {
    const { body } = (await create()({})) as { body: { app_link_full: string } };
    const tokens = [...new URL(body.app_link_full).searchParams.values()];
    assert.equal(tokens.length, 2);
    const { name, password } = partner.user;
    const secrets = [
      EMAIL,
      'secret.candidate',
      ANSWER,
      candidate.appLink,
      second.appLink,
      'mistyped-secret',
      'hook-secret',
      password,
      ...tokens,
      'Basic ',
    ];
    secrets.push(Buffer.from(`${name}:${password}`).toString('base64'));
    const text = JSON.stringify(world.log);
    assert.ok(world.log.length > cases.length);
    for (const secret of secrets) assert.ok(!text.includes(secret), secret);
  });

  /** Causes a fault that only a real database gives, in the statement that contains the candidate. */
  function internalError(db: typeof world.db, { user, accountId, positionId }: TestPartner): Promise<Reply> {
    const order = { command: 'application_create', partner_api: true, account_id: accountId, position_id: positionId };
    return whileBroken(db, { table: 'applications', column: 'candidate_email' }, (gateway) =>
      gateway.command(user, { ...order, email: EMAIL }),
    );
  }

  /**
   * Returns the answer of a gateway that does not find a column. The gateway's log is added to the log that the tests
   * read.
   */
  async function whileBroken(
    db: typeof world.db,
    { table, column }: { table: string; column: string },
    send: (gateway: Gateway) => Promise<Reply>,
  ): Promise<Reply> {
    const gateway = await startGateway(db);
    await writeStatement(db, (to) => to.raw(`alter table ${table} rename column ${column} to gone`));
    try {
      const reply = await send(gateway);
      assert.equal(reply.status, 500);
      const failed = gateway.log.filter((line) => line.msg === 'failed');
      assert.equal(failed.length, 1);
      // With one driver the stack names the file of the table. With the other driver the error has the statement.
      const { statement, stack } = failed[0]!;
      assert.match(`${String(statement)} ${String(stack)}`, new RegExp(table.replace('_', '[-_]')));
      assert.match(String(stack), /^at .*\n +at /);
      world.log.push(...gateway.log);
      return reply;
    } finally {
      await writeStatement(db, (to) => to.raw(`alter table ${table} rename column gone to ${column}`));
      await gateway.close();
    }
  }
});
