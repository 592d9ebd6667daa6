import assert from 'node:assert/strict';
import { describeGateway } from '../../../support/gateway.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { type TestPartner } from '../../../support/seed.js';
import { signedInOperator, type SignedIn } from '../../../support/signed-in-operator.js';

describeGateway("the console's applications", (world) => {
  let olga: SignedIn;
  let owner: TestPartner;
  let made = 0;

  before(async () => {
    olga = await signedInOperator(world);
  });
  beforeEach(async () => {
    owner = await world.seed.partner();
  });

  const found = async (query: string) => {
    const { body } = await olga.get(`applications?${query}`);
    return (body.items as { application_id: string }[]).map((item) => item.application_id);
  };

  it('are found by id, by e-mail, by reference, and by account, position and status, the newest first', async () => {
    const email = `ada-${++made}@example.com`;
    const first = await world.seed.application(owner, { candidateEmail: email, reference: 'camp-1' });
    const second = await world.seed.application(owner);
    const foreign = await world.seed.application(await world.seed.partner(), { candidateEmail: email });
    const account = `account=${owner.accountId}`;
    assert.deepEqual(await found(`q=${first}`), [first]);
    assert.deepEqual(await found('q=999999'), []);
    assert.deepEqual(await found('q=18446744073709551615'), []);
    assert.deepEqual(await found(`q=${email.toUpperCase()}`), [foreign, first]);
    assert.deepEqual(await found(`q=${email}&${account}`), [first]);
    assert.deepEqual(await found(`q=camp-1&${account}`), [first]);
    assert.deepEqual(await found(account), [second, first]);
    assert.deepEqual(await found(`position=${owner.positionId}`), [second, first]);
    assert.deepEqual(await found(`${account}&status=cancelled`), []);
    const page = (await olga.get(`applications?${account}&limit=1`)).body;
    assert.deepEqual(await found(`${account}&limit=1&cursor=${page.next_cursor}`), [first]);
  });

  const refusals = [
    { name: 'a search for something else', path: 'applications?q=camp-1', status: 400 },
    { name: 'an unknown account', path: 'applications?account=999', status: 404 },
    { name: 'a cursor of something else', path: 'applications?cursor=abc', status: 400 },
    { name: 'an unknown application', path: 'applications/999999', status: 404 },
  ];
  for (const { name, path, status } of refusals) {
    it(`answer ${status} for ${name}`, async () => {
      assert.equal((await olga.get(path)).status, status);
    });
  }

  it('are shown with fields, links and notification, and to a viewer without links', async () => {
    const { applicationId, notificationId } = await seedNotification(world.db, owner);
    const { body } = await olga.get(`applications/${applicationId}`);
    assert.equal(body.application.status, 'completed');
    assert.deepEqual(body.application.fields[0], { app_full_name: 'Ada Lovelace' });
    assert.match(body.application.app_link_full, /app_link=/);
    assert.match(body.application.rep_link_full_acc, /app_link=/);
    assert.equal(body.notification.notification_id, notificationId);
    assert.equal(body.score.main_score_found, false);
    const viewer = await signedInOperator(world, 'viewer');
    const seen = await viewer.get(`applications/${applicationId}`);
    assert.doesNotMatch(seen.text, /app_link=/);
    assert.equal(seen.body.application.app_link_full, '');
  });

  it('are cancelled, extended and invited again by operators, and not by viewers', async () => {
    const id = await world.seed.application(owner, { appEmail: 'ada@example.com' });
    const viewer = await signedInOperator(world, 'viewer');
    const steps = [
      { verb: 'resend', body: undefined, status: 202 },
      { verb: 'resend', body: undefined, status: 429 },
      { verb: 'extend', body: { expires: '2030-12-31' }, status: 200 },
      { verb: 'extend', body: { expires: '2020-12-31' }, status: 400 },
      { verb: 'cancel', body: undefined, status: 200 },
      { verb: 'extend', body: { expires: '2030-12-31' }, status: 410 },
      { verb: 'resend', body: undefined, status: 410 },
    ];
    for (const { verb, body, status } of steps) {
      assert.equal((await viewer.post(`applications/${id}/${verb}`, body)).status, 403, verb);
      assert.equal((await olga.post(`applications/${id}/${verb}`, body)).status, status, verb);
    }
    const { application, expires } = (await olga.get(`applications/${id}`)).body;
    assert.deepEqual([application.status, expires.slice(0, 10)], ['cancelled', '2030-12-31']);
    const entries = await world
      .db('audit_log')
      .where({ object: `application ${id}`, outcome: 'ok' })
      .pluck('operation');
    assert.deepEqual(entries, ['adminResendInvitation', 'adminExtendApplication', 'adminCancelApplication']);
  });
});
