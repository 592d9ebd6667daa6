import assert from 'node:assert/strict';
import { type Reply } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { type TestPartner } from '../support/seed.js';
import { seedCandidate } from '../support/seed-candidate.js';

const KINDS = ['partner', 'internal'] as const;

describeGateway('permissions', (world) => {
  let owner: TestPartner & { applicationId: string; appLink: string };

  before(async () => {
    const partner = await world.seed.partner();
    owner = { ...partner, ...(await seedCandidate(world, partner)) };
  });

  for (const kind of KINDS) {
    it(`on another account give ${kind} users nothing on this one`, async () => {
      const user = await world.seed.user({ kind });
      const elsewhere = await world.seed.account();
      await world.seed.grant(user, elsewhere, { 8: 'rwad', 16: 'rwad' });
      const ask = async (command: string, more: object) =>
        (await world.command(user, { command, partner_api: true, ...more })).body;
      const {
        accountId: account_id,
        applicationId: application_id,
        positionId: position_id,
        appLink: app_link,
      } = owner;
      const listed = await ask('application_get', {});
      assert.deepEqual([listed.error_code, listed.count], [0, 0]);
      const refused = [
        await ask('application_get', { account_id }),
        await ask('application_get', { application_id }),
        await ask('application_get_link', { application_id }),
        await ask('application_get_q', { app_link }),
        await ask('application_get_q', { app_link, partner_api: null }),
        await ask('score_calc_set', { app_link }),
        await ask('score_calc_get', { application_id }),
        await ask('position_get', { account_id }),
        await ask('application_create', { account_id, position_id }),
        // The user's own account may not order the other account's position.
        await ask('application_create', { position_id }),
      ];
      assert.deepEqual(
        refused.map((body: { error_code: number }) => body.error_code),
        refused.map(() => 12),
      );
      const account = { account_id };
      const application = { account_id, application_id };
      const underOwn = { account_id: elsewhere, application_id };
      for (const [operation, parameters, body] of [
        ['listApplications', account],
        ['listPositions', account],
        ['getApplication', application],
        ['getLinks', application],
        ['getScore', application],
        ['getQuestionnaire', { app_link }],
        ['submitAnswers', { app_link }, {}],
        ['createApplication', account, { position_id }],
        ['cancelApplication', application],
        ['extendApplication', application, { expires: '2030-12-31' }],
        ['getApplication', underOwn],
        ['getLinks', underOwn],
        ['getScore', underOwn],
        ['cancelApplication', underOwn],
        ['extendApplication', underOwn, { expires: '2030-12-31' }],
      ] as const) {
        const reply = await world.call(user, operation, parameters, { body });
        const asked = `${operation} ${JSON.stringify(parameters)}`;
        assert.deepEqual([reply.status, reply.body.error_code], [404, 12], asked);
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
      world.command(user, { command: 'score_calc_get', partner_api: true, application_id }, headers),
      ...(['getApplication', 'getLinks', 'getScore', 'cancelApplication'] as const).map((operation) =>
        world.call(user, operation, { account_id: accountId, application_id }, { headers }),
      ),
    ];
    const visible = async (id: string) => (await Promise.all(asked(id))).map(visibleOf);
    const foreign = await visible(owner.applicationId);
    for (const id of unknown) assert.deepEqual(await visible(id), foreign, id);
  });

  it('answer the questionnaire of another account with the bytes of an unknown one', async () => {
    const { user } = await world.seed.partner();
    const headers = { 'x-request-id': 'the-same' };
    const visible = async (app_link: string) => {
      const replies = await Promise.all([
        world.command(user, { command: 'application_get_q', app_link }, headers),
        world.command(user, { command: 'score_calc_set', app_link }, headers),
        world.call(user, 'getQuestionnaire', { app_link }, { headers }),
        world.call(user, 'submitAnswers', { app_link }, { body: {}, headers }),
      ]);
      return replies.map(visibleOf);
    };
    const foreign = await visible(owner.appLink);
    for (const unknown of ['A'.repeat(22), 'x', 'B'.repeat(23)]) assert.deepEqual(await visible(unknown), foreign);
  });

  it('answer another account with the bytes of an unknown one', async () => {
    const { user } = await world.seed.partner();
    const headers = { 'x-request-id': 'the-same' };
    const visible = async (account_id: string) => [
      (await world.command(user, { command: 'application_get', partner_api: true, account_id }, headers)).text,
      (await world.call(user, 'listApplications', { account_id }, { headers })).text,
      (await world.call(user, 'getAccountConfig', { account_id }, { headers })).text,
    ];
    const foreign = await visible(owner.accountId);
    for (const id of ['987654321', '18446744073709551615', '0']) assert.deepEqual(await visible(id), foreign, id);
  });
});

/** Returns what a caller sees of a reply, without the time and the number of requests left. */
function visibleOf({ status, text, headers: { date: _, ratelimit: __, ...rest } }: Reply) {
  return { status, text, rest };
}
