import assert from 'node:assert/strict';
import { readProgress, saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('completeApplication', (world) => {
  let staff: TestPartner;

  beforeEach(async () => {
    staff = await world.seed.partner({ kind: 'internal', config: 'url|https://partner.example.com/|ext_notify|yes' });
  });

  const complete = (application_id: string, user = staff.user) =>
    world.call(user, 'completeApplication', { account_id: staff.accountId, application_id });
  const notifications = (application_id: string) =>
    world.call(staff.user, 'listApplicationNotifications', { account_id: staff.accountId, application_id });

  it('completes it and puts its notification into the queue', async () => {
    const id = await world.seed.application(staff);
    const { status, body } = await complete(id);
    assert.deepEqual([status, body.status, body.completed], [200, 'completed', '2026-03-10']);
    const shown = await notifications(id);
    assert.deepEqual([shown.body.state, shown.body.attempt_count, shown.body.ended], ['live', 0, null]);
    const { payload } = (await world.db('notifications').where({ application_id: id }).first('payload')) as {
      payload: string;
    };
    assert.equal((JSON.parse(payload) as { application_id: string }).application_id, id);
  });

  it('forgets what the candidate had saved', async () => {
    const id = await world.seed.application(staff);
    const other = await world.seed.application(staff);
    for (const each of [id, other])
      await writeTransaction(world.db, (trx) =>
        saveProgress(trx, each, { answers: [{ q: '1', a: 3 }], now: TEST_NOW }),
      );
    await complete(id);
    assert.deepEqual((await readProgress(world.db, id)).answers, []);
    assert.equal((await readProgress(world.db, other)).answers.length, 1);
  });

  it('completes without a notification where no url is set', async () => {
    staff = await world.seed.partner({ kind: 'internal' });
    const id = await world.seed.application(staff);
    assert.equal((await complete(id)).status, 200);
    const { status, body } = await notifications(id);
    assert.deepEqual([status, body.error_code], [404, 12]);
  });

  const refusals = [
    { name: 'a completed one', more: { state: APPLICATION_STATES.completed, completedAt: 5 }, status: 409, code: 14 },
    { name: 'a cancelled one', more: { state: APPLICATION_STATES.cancelled }, status: 410, code: 15 },
    { name: 'an expired one', more: { expiresAt: TEST_NOW }, status: 410, code: 15 },
  ];
  for (const { name, more, status, code } of refusals) {
    it(`refuses ${name}`, async () => {
      const reply = await complete(await world.seed.application(staff, more));
      assert.deepEqual([reply.status, reply.body.error_code], [status, code]);
    });
  }

  it('refuses a partner, whatever may be written', async () => {
    const partner = await world.seed.user();
    await world.seed.grant(partner, staff.accountId, { 8: 'rwad', 16: 'rwad' });
    const { status, body } = await complete(await world.seed.application(staff), partner);
    assert.deepEqual([status, body.error_code], [403, 1]);
  });
});
