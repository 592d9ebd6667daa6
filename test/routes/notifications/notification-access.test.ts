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

  before(async () => {
    owner = await world.seed.partner({ config: 'url|https://partner.example.com/' });
    ({ applicationId } = await seedNotification(world.db, owner, { state: 'rejected' }));
  });

  for (const { name, kind, on, read, write } of CASES) {
    it(name, async () => {
      const user = await world.seed.user({ kind });
      await world.seed.grant(user, owner.accountId, on);
      const account = `/v1/accounts/${owner.accountId}`;
      const ask = async (method: string, path: string, body?: object) => {
        const reply = await world.resource(user, method, account + path, { body });
        return [reply.status === 202 ? 200 : reply.status, reply.body.error_code ?? 0];
      };
      const replay = await world.resource(owner.user, 'POST', `${account}/notification-replays`, { body: {} });
      const reads = ['/notifications', `/assessments/${applicationId}/notifications`];
      reads.push(`/notification-replays/${replay.body.replay_id}`);
      for (const path of reads) assert.deepEqual(await ask('GET', path), read, path);
      const writes = ['/notifications/pause', '/notifications/resume', '/test-notification'];
      writes.push(`/assessments/${applicationId}/notifications/replay`);
      for (const path of writes) assert.deepEqual(await ask('POST', path), write, path);
      assert.deepEqual(await ask('POST', '/notification-replays', {}), write);
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
