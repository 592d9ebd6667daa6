import assert from 'node:assert/strict';
import { describeGateway } from '../support/gateway.js';
import { type TestPartner } from '../support/seed.js';

const KINDS = ['partner', 'internal'] as const;

describeGateway('permissions', (world) => {
  let owner: TestPartner & { applicationId: string };

  before(async () => {
    const partner = await world.seed.partner();
    owner = { ...partner, applicationId: await world.seed.application(partner) };
  });

  for (const kind of KINDS) {
    it(`on another account give ${kind} users nothing on this one`, async () => {
      const user = await world.seed.user({ kind });
      const elsewhere = await world.seed.account();
      await world.seed.grant(user, elsewhere, { 8: 'rwad', 16: 'rwad' });
      const ask = async (command: string, more: object) =>
        (await world.command(user, { command, partner_api: true, ...more })).body;
      const { accountId: account_id, applicationId: application_id, positionId: position_id } = owner;
      const listed = await ask('application_get', {});
      assert.deepEqual([listed.error_code, listed.count], [0, 0]);
      const refused = [
        await ask('application_get', { account_id }),
        await ask('application_get', { application_id }),
        await ask('application_get_link', { application_id }),
        await ask('position_get', { account_id }),
        await ask('application_create', { account_id, position_id }),
        // Its own account may not order the other's position.
        await ask('application_create', { position_id }),
      ];
      assert.deepEqual(
        refused.map((body: { error_code: number }) => body.error_code),
        [12, 12, 12, 12, 12, 12],
      );
      const base = `/v1/accounts/${account_id}`;
      const own = `/v1/accounts/${elsewhere}/assessments/${application_id}`;
      for (const [method, path, body] of [
        ['GET', `${base}/assessments`],
        ['GET', `${base}/positions`],
        ['GET', `${base}/assessments/${application_id}`],
        ['GET', `${base}/assessments/${application_id}/links`],
        ['POST', `${base}/assessments`, { position_id }],
        ['POST', `${base}/assessments/${application_id}/cancel`],
        ['POST', `${base}/assessments/${application_id}/extend`, { expires: '2030-12-31' }],
        ['GET', own],
        ['GET', `${own}/links`],
        ['POST', `${own}/cancel`],
        ['POST', `${own}/extend`, { expires: '2030-12-31' }],
      ] as const) {
        const reply = await world.resource(user, method, path, { body });
        assert.deepEqual([reply.status, reply.body.error_code], [404, 12], `${method} ${path}`);
      }
    });
  }

  it('answer the application of another account with the bytes of an unknown one', async () => {
    const { user, accountId } = await world.seed.partner();
    const headers = { 'x-request-id': 'the-same' };
    const unknown = ['987654321', '9223372036854775807', '9223372036854775808', '18446744073709551615', '0'];
    const asked = (application_id: string) => [
      world.command(user, { command: 'application_get', partner_api: true, application_id }, headers),
      world.command(user, { command: 'application_get_link', partner_api: true, application_id }, headers),
      ...['', '/links'].map((more) =>
        world.resource(user, 'GET', `/v1/accounts/${accountId}/assessments/${application_id}${more}`, { headers }),
      ),
      world.resource(user, 'POST', `/v1/accounts/${accountId}/assessments/${application_id}/cancel`, { headers }),
    ];
    const visible = async (id: string) =>
      (await Promise.all(asked(id))).map(({ status, text, headers: { date: _, ratelimit: __, ...rest } }) => ({
        status,
        text,
        rest,
      }));
    const foreign = await visible(owner.applicationId);
    for (const id of unknown) assert.deepEqual(await visible(id), foreign, id);
  });

  it('answer another account with the bytes of an unknown one', async () => {
    const { user } = await world.seed.partner();
    const headers = { 'x-request-id': 'the-same' };
    const visible = async (account_id: string) => [
      (await world.command(user, { command: 'application_get', partner_api: true, account_id }, headers)).text,
      (await world.resource(user, 'GET', `/v1/accounts/${account_id}/assessments`, { headers })).text,
      (await world.resource(user, 'GET', `/v1/accounts/${account_id}/config`, { headers })).text,
    ];
    const foreign = await visible(owner.accountId);
    for (const id of ['987654321', '18446744073709551615', '0']) assert.deepEqual(await visible(id), foreign, id);
  });
});
