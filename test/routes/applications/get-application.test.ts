import assert from 'node:assert/strict';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('getApplication', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner();
  });

  const named = (application_id: string) => ({ account_id: partner.accountId, application_id });
  const ask = async (command: string, application_id: string) =>
    (await world.command(partner.user, { command, partner_api: true, application_id })).body;

  const states: { status: string; options: ApplicationOptions }[] = [
    { status: 'incomplete', options: {} },
    { status: 'completed', options: { state: APPLICATION_STATES.completed, completedAt: TEST_NOW } },
    { status: 'cancelled', options: { state: APPLICATION_STATES.cancelled } },
    { status: 'expired', options: { state: APPLICATION_STATES.expired } },
    // The time of this one is over, but no sweep has run yet.
    { status: 'expired', options: { expiresAt: TEST_NOW } },
    // This one was completed in time. It makes no difference that its time is over now.
    {
      status: 'completed',
      options: { state: APPLICATION_STATES.completed, completedAt: TEST_NOW - 1, expiresAt: TEST_NOW },
    },
  ];
  for (const { status, options } of states) {
    const state = `state ${options.state ?? 1}, expiry ${options.expiresAt === undefined ? 'to come' : 'over'}`;
    it(`tells ${status} (${state}) and the report's links only once completed`, async () => {
      const id = await world.seed.application(partner, options);
      const { body: resource } = await world.call(partner.user, 'getApplication', named(id));
      const { error_code, error_text, command_from, ...command } = await ask('application_get', id);
      assert.deepEqual([error_code, error_text, command_from], [0, '', 'application_get']);
      const { invitations, progress: _progress, ...shared } = resource as Record<string, unknown>;
      assert.deepEqual([Object.entries(command), invitations], [Object.entries(shared), []]);
      const row = (await world.db('applications').where({ id }).first())!;
      const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
      const report = `${PUBLIC_URL}/app_link/rep_link.html?app_link=`;
      const done = status === 'completed';
      assert.deepEqual(
        [resource.status, resource.rep_link_full, resource.rep_link_full_acc, resource.completed, resource.max_count],
        done
          ? [
              status,
              `${report}${row.rep_token}&acc_link=${account.link_token}`,
              `${report}${row.rep_acc_token}&acc_link=${account.link_token}`,
              '2026-03-10',
              1,
            ]
          : [status, undefined, undefined, '1900-01-01', 0],
      );
      assert.deepEqual(
        [resource.user_id, resource.language_id, resource.account_id],
        [partner.user.name, 'eng', partner.accountId],
      );
      assert.equal(Object.keys(resource).indexOf('user_id'), 17);
    });

    it(`gives both links of one that is ${status} (${state})`, async () => {
      const id = await world.seed.application(partner, options);
      const row = (await world.db('applications').where({ id }).first())!;
      const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
      const expected = {
        app_link_full: `${PUBLIC_URL}/app_link/app_link.html?app_link=${row.app_token}&acc_link=${account.link_token}`,
        rep_link_full: `${PUBLIC_URL}/app_link/rep_link.html?app_link=${row.rep_token}&acc_link=${account.link_token}`,
      };
      assert.deepEqual((await world.call(partner.user, 'getLinks', named(id))).body, expected);
      const command = await ask('application_get_link', id);
      assert.deepEqual(command, { error_code: 0, error_text: '', command_from: 'application_get_link', ...expected });
    });
  }

  it('knows an application only under its own account', async () => {
    const second = await world.seed.partner();
    await world.seed.grant(partner.user, second.accountId);
    const id = await world.seed.application(second);
    assert.equal((await world.call(partner.user, 'getApplication', named(id))).status, 404);
    assert.equal((await ask('application_get', id)).error_code, 0);
    for (const command of ['application_get', 'application_get_link']) {
      const send = { command, partner_api: true, application_id: id, account_id: partner.accountId };
      assert.equal((await world.command(partner.user, send)).body.error_code, 12, command);
    }
  });

  it('asks application_get_link for the application', async () => {
    const { body } = await world.command(partner.user, { command: 'application_get_link', partner_api: true });
    assert.equal(body.error_code, 10);
    assert.match(body.error_text, /application_id/);
  });

  it('answers 304 to the tag of its last answer until something changes', async () => {
    const id = await world.seed.application(partner);
    for (const [operation, parameters] of [
      ['getApplication', named(id)],
      ['getLinks', named(id)],
      ['listPositions', { account_id: partner.accountId }],
      ['whoami', {}],
    ] as const) {
      const get = (headers = {}) => world.call(partner.user, operation, parameters, { headers });
      const first = await get();
      const tag = String(first.headers.etag);
      assert.match(tag, /^"[^"]+"$/);
      for (const sent of [tag, `"other", ${tag}`, '*', `W/${tag}`]) {
        const again = await get({ 'if-none-match': sent });
        assert.deepEqual([again.status, again.text, again.headers.etag], [304, '', tag], `${operation} ${sent}`);
      }
      const other = await get({ 'if-none-match': '"other"' });
      assert.deepEqual([other.status, other.text], [200, first.text]);
    }
    const { headers } = await world.call(partner.user, 'getApplication', named(id));
    await world.call(partner.user, 'cancelApplication', named(id));
    const sent = { 'if-none-match': String(headers.etag) };
    assert.equal((await world.call(partner.user, 'getApplication', named(id), { headers: sent })).status, 200);
  });
});
