import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { seedNotification } from '../../support/seed-notification.js';
import { type Holding, type TestPartner } from '../../support/seed.js';

interface Case {
  name: string;
  kind: 'partner' | 'internal';
  on: Holding;
  read: [status: number, code: number];
  write: [status: number, code: number];
}

const OK: [number, number] = [200, 0];
const NO: [number, number] = [403, 1];

const CASES: Case[] = [
  { name: 'a partner with all', kind: 'partner', on: { 8: 'r', 16: 'rwa' }, read: OK, write: OK },
  { name: 'a partner without write', kind: 'partner', on: { 8: 'rwad', 16: 'rad' }, read: OK, write: NO },
  { name: 'a partner without partner-std', kind: 'partner', on: { 8: 'rwad' }, read: NO, write: NO },
  { name: 'a partner without account', kind: 'partner', on: {}, read: [403, 5], write: [403, 5] },
  { name: 'an internal user who reads', kind: 'internal', on: { 8: 'r' }, read: OK, write: NO },
  { name: 'an internal user with write', kind: 'internal', on: { 8: 'r', 16: 'w' }, read: OK, write: OK },
  { name: 'an internal stranger', kind: 'internal', on: {}, read: [404, 12], write: [404, 12] },
];

describeGateway('notifications, who may see and act on them:', (world) => {
  let owner: TestPartner;
  let applicationId: string;

  // An account may have a few replays at a time, and one test notification a second.
  beforeEach(async () => {
    owner = await world.seed.partner({ config: 'url|https://partner.example.com/' });
    ({ applicationId } = await seedNotification(world.db, owner, { state: 'rejected' }));
  });

  for (const { name, kind, on, read, write } of CASES) {
    it(name, async () => {
      const user = await world.seed.user({ kind });
      await world.seed.grant(user, owner.accountId, on);
      const account = { account_id: owner.accountId };
      const application = { ...account, application_id: applicationId };
      const replay = await world.call(owner.user, 'startNotificationReplay', account, { body: {} });
      for (const [operation, parameters, expected, body] of [
        ['listNotifications', account, read],
        ['listApplicationNotifications', application, read],
        ['getNotificationReplay', { ...account, replay_id: String(replay.body.replay_id) }, read],
        ['pauseNotifications', account, write],
        ['resumeNotifications', account, write],
        ['sendTestNotification', account, write],
        ['replayNotification', application, write],
        ['startNotificationReplay', account, write, {}],
      ] as const) {
        const reply = await world.call(user, operation, parameters, { body });
        const answer = [reply.status === 202 ? 200 : reply.status, reply.body.error_code ?? 0];
        assert.deepEqual(answer, expected, operation);
      }
      const refused = await world.db('audit_log').where({ user_name: user.name }).whereNot({ outcome: 'ok' });
      assert.equal(refused.length, write === OK ? 0 : 5);
      const done = (await world
        .db('audit_log')
        .where({ user_name: user.name, outcome: 'ok' })
        .pluck('operation')) as string[];
      const all = ['pauseNotifications', 'resumeNotifications', 'sendTestNotification'];
      assert.deepEqual(done, write === OK ? [...all, 'replayNotification', 'startNotificationReplay'] : []);
    });
  }
});
