import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setAccountDisabled } from '../../../db/accounts/accounts.js';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('a disabled account', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    world.clock.now = TEST_NOW;
    partner = await world.seed.partner({ config: 'url|https://partner.example/done' });
  });

  const disable = () => writeTransaction(world.db, (trx) => setAccountDisabled(trx, partner.accountId, TEST_NOW));
  const call = (method: 'GET' | 'POST', path: string, more: { body?: object; headers?: Record<string, string> } = {}) =>
    world.resource(partner.user, method, `/v1/accounts/${partner.accountId}${path}`, more);
  const seeded = () => world.seed.application(partner, { appEmail: 'ada@example.com' });

  it('takes no order, no extension and no invitation, and says so on both faces', async () => {
    const id = await seeded();
    await disable();
    for (const [path, body] of [
      ['/assessments', { position_id: partner.positionId }],
      [`/assessments/${id}/extend`, { expires: '2040-01-01' }],
      [`/assessments/${id}/resend`, undefined],
    ] as const) {
      const { status, body: problem } = await call('POST', path, body && { body });
      assert.deepEqual([status, problem.error_code, problem.type], [403, 17, 'urn:pop:problem:account-disabled'], path);
      assert.match(problem.detail as string, /^The account is disabled: /);
    }
    const order = { command: 'application_create', partner_api: true, position_id: partner.positionId };
    const { error_code: code, error_text: text } = (await world.command(partner.user, order)).body;
    assert.deepEqual([code, /^The account is disabled/.test(text as string)], [17, true]);
    const rows = await world.db('applications').where({ account_id: partner.accountId }).pluck('id');
    assert.deepEqual(rows, [id]);
  });

  it('can still be read, and its applications cancelled', async () => {
    const id = await seeded();
    await disable();
    for (const path of ['/positions', '/assessments', `/assessments/${id}`, `/assessments/${id}/links`]) {
      assert.equal((await call('GET', path)).status, 200, path);
    }
    assert.equal((await call('POST', `/assessments/${id}/cancel`)).body.status, 'cancelled');
  });

  it('lets candidates finish what was ordered, and tells the partner', async () => {
    const id = await seeded();
    const links = (await call('GET', `/assessments/${id}/links`)).body;
    const { pathname, search } = new URL(links.app_link_full as string);
    const token = new URLSearchParams(search).get('app_link')!;
    await disable();
    assert.equal((await fetch(`http://127.0.0.1:${world.port}${pathname}${search}`)).status, 200);
    const answers = { fields: [], answers: [] };
    const done = await world.resource(partner.user, 'POST', `/v1/questionnaires/${token}/answers`, { body: answers });
    assert.equal(done.status, 200);
    assert.equal((await findNotification(world.db, id))?.state, 'live');
  });

  it('repeats the first reply to an idempotency key', async () => {
    const order = { body: { position_id: partner.positionId }, headers: { 'Idempotency-Key': randomUUID() } };
    const first = await call('POST', '/assessments', order);
    await disable();
    const second = await call('POST', '/assessments', order);
    assert.deepEqual([second.status, second.text], [201, first.text]);
  });

  it('orders again once it is enabled', async () => {
    await disable();
    await writeTransaction(world.db, (trx) => setAccountDisabled(trx, partner.accountId, undefined));
    assert.equal((await call('POST', '/assessments', { body: { position_id: partner.positionId } })).status, 201);
  });
});
