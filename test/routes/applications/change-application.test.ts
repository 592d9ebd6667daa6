import assert from 'node:assert/strict';
import { closeExpired } from '../../../db/applications/close-expired.js';
import { readProgress, saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { type Reply } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;
const COMPLETED = { state: APPLICATION_STATES.completed, completedAt: TEST_NOW };

describeGateway('cancelApplication and extendApplication', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner();
  });

  const cancel = (application_id: string) =>
    world.call(partner.user, 'cancelApplication', { account_id: partner.accountId, application_id });
  const extend = (application_id: string, body: object) =>
    world.call(partner.user, 'extendApplication', { account_id: partner.accountId, application_id }, { body });
  const show = async (application_id: string) =>
    (await world.call(partner.user, 'getApplication', { account_id: partner.accountId, application_id })).body;
  const row = async (id: string) => (await world.db('applications').where({ id }).first())!;

  it('cancels, and answers the application as it is then', async () => {
    const id = await world.seed.application(partner);
    world.clock.now = TEST_NOW + 5;
    const { status, body } = await cancel(id);
    assert.deepEqual([status, body.status], [200, 'cancelled']);
    assert.deepEqual(await show(id), body);
    assert.equal((await row(id)).updated_ms, TEST_NOW + 5);
  });

  it('forgets what the candidate had saved when it cancels, and keeps it when it extends', async () => {
    const [id, other] = [await world.seed.application(partner), await world.seed.application(partner)];
    const progress = { answers: [{ q: '1', a: 3 }], fields: [{ name: 'shift', value: 'night' }] };
    for (const each of [id, other])
      await writeTransaction(world.db, (trx) => saveProgress(trx, each, { ...progress, now: TEST_NOW }));
    await cancel(id);
    assert.equal((await extend(other, { expires: '2030-12-31' })).status, 200);
    assert.deepEqual(await readProgress(world.db, id), { answers: [], fields: [] });
    assert.deepEqual(await readProgress(world.db, other), progress);
  });

  it('cancels twice with the same result as once', async () => {
    const id = await world.seed.application(partner);
    const first = await cancel(id);
    world.clock.now += 1000;
    const before = await row(id);
    const second = await cancel(id);
    assert.deepEqual([second.status, second.text], [200, first.text]);
    // `turns` counts the locks of a row.
    assert.deepEqual({ ...(await row(id)), turns: 0 }, { ...before, turns: 0 });
  });

  it('cancels an expired one, so that it cannot be extended', async () => {
    const id = await world.seed.application(partner, { expiresAt: TEST_NOW });
    assert.equal((await cancel(id)).body.status, 'cancelled');
    assert.equal((await extend(id, { expires: '2030-12-31' })).status, 410);
  });

  const extendToDecember = (id: string) => extend(id, { expires: '2030-12-31' });
  const refusals: {
    name: string;
    change: (id: string) => Promise<Reply>;
    options: ApplicationOptions;
    status: number;
    code: number;
  }[] = [
    { name: 'cancel a completed one', change: cancel, options: COMPLETED, status: 409, code: 14 },
    { name: 'extend a completed one', change: extendToDecember, options: COMPLETED, status: 409, code: 14 },
    { name: 'extend a cancelled one', change: extendToDecember, options: { state: 3 }, status: 410, code: 15 },
  ];
  for (const { name, change, options, status, code } of refusals) {
    it(`does not ${name}`, async () => {
      const id = await world.seed.application(partner, options);
      const before = await row(id);
      const reply = await change(id);
      assert.deepEqual([reply.status, reply.body.error_code], [status, code]);
      assert.deepEqual(await row(id), before);
    });
  }

  it('extends through the end of the day', async () => {
    const id = await world.seed.application(partner);
    const { status, body } = await extend(id, { expires: '2030-12-31' });
    assert.deepEqual(
      [status, body.expires, body.date_exp, body.status],
      [200, '2030-12-31', '2030-12-31', 'incomplete'],
    );
    assert.equal((await row(id)).expires_ms, Date.parse('2030-12-31T23:59:59.999Z'));
    world.clock.now = Date.parse('2030-12-31T23:59:59.998Z');
    assert.equal((await show(id)).status, 'incomplete');
    world.clock.now += 1;
    assert.equal((await show(id)).status, 'expired');
    world.clock.now = TEST_NOW;
  });

  it('can bring the end nearer, today at the earliest', async () => {
    const id = await world.seed.application(partner);
    const { status, body } = await extend(id, { expires: '2026-03-10' });
    assert.deepEqual([status, body.expires, body.status], [200, '2026-03-10', 'incomplete']);
  });

  for (const swept of [false, true]) {
    it(`opens an expired one again${swept ? ' that was swept' : ''}`, async () => {
      const id = await world.seed.application(partner, { expiresAt: TEST_NOW - 1 });
      if (swept) await closeExpired(world.db, TEST_NOW);
      assert.equal((await row(id)).state, swept ? 4 : 1);
      assert.equal((await show(id)).status, 'expired');
      assert.equal((await extend(id, { expires: '2026-03-11' })).body.status, 'incomplete');
      const list = await world.command(partner.user, { command: 'application_get', partner_api: true });
      const shown = list.body.application_list.map(
        (item: { application_id: string }) => item.application_id,
      ) as string[];
      assert.ok(shown.includes(id));
    });
  }

  const inHundredYears = new Date(TEST_NOW + 100 * 365 * DAY).toISOString().slice(0, 10);
  const days: unknown[] = [
    '2026-03-09',
    '1900-01-01',
    inHundredYears,
    '9999-12-31',
    '2026-02-30',
    '2027-3-1',
    'soon',
    20270301,
    null,
  ];
  for (const expires of days) {
    it(`refuses the last day ${JSON.stringify(expires)}`, async () => {
      const id = await world.seed.application(partner);
      const { status, body } = await extend(id, { expires });
      assert.deepEqual([status, body.error_code, body.errors[0].pointer], [400, 11, '/expires']);
    });
  }

  it('asks for the last day', async () => {
    const id = await world.seed.application(partner);
    const { status, body } = await extend(id, {});
    assert.deepEqual([status, body.error_code], [400, 10]);
  });

  it('lets only one of a cancellation and an extension at once have the last word', async () => {
    const id = await world.seed.application(partner);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? cancel(id) : extend(id, { expires: '2030-12-31' }))),
    );
    assert.equal((await show(id)).status, 'cancelled');
    for (const { status } of replies) assert.ok(status === 200 || status === 410, String(status));
  });
});
