import assert from 'node:assert/strict';
import { lockApplication, updateApplication } from '../../../db/applications/applications.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { listAttempts } from '../../../db/notifications/notification-attempts.js';
import { DAY_MS } from '../../../engine/calendar.js';
import { type InvitationKind } from '../../../engine/invitation/invitation-kinds.js';
import { recordCompletion } from '../../../routes/applications/record-completion.js';
import { remindCandidates } from '../../../src/leading/remind-candidates.js';
import { describeGateway } from '../../support/gateway.js';
import { readMail } from '../../support/read-mail.js';
import { type Invitations, startInvitations } from '../../support/start-invitations.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';
import { waitUntil } from '../../support/wait-until.js';

const PUBLIC_URL = 'https://gateway.example.com';

describeGateway('remindCandidates', (world) => {
  let partner: TestPartner;
  let servers: Invitations | undefined;
  let refusal: string | undefined;
  let people = 0;
  let start = TEST_NOW;

  beforeEach(async () => {
    // What earlier tests left behind is not due, and their quotas are over.
    start += 100 * DAY_MS;
    await writeStatement(world.db, (to) => to('applications').update({ remind_ms: null }));
    await partnerWith('ver|1|expiry_days|14|remind_after|3|remind_before|2');
    refusal = undefined;
  });
  afterEach(async () => {
    await servers?.stop();
    servers = undefined;
  });

  async function partnerWith(config: string): Promise<void> {
    world.clock.now = start;
    partner = await world.seed.partner({ config, name: 'Acme Ltd' });
  }

  const startServers = async () => {
    const now = () => world.clock.now;
    const smtp = { refuseRecipient: () => refusal };
    servers = await startInvitations({ db: world.db, publicUrl: PUBLIC_URL, now, smtp });
    return servers;
  };

  const named = (id: string) => ({ account_id: partner.accountId, application_id: id });
  const call = (operation: Parameters<typeof world.call>[1], id: string, body?: object) =>
    world.call(partner.user, operation, named(id), body ? { body } : {});

  async function order(more: object = {}): Promise<string> {
    const body = { position_id: partner.positionId, app_email: `ada.${++people}@example.com`, ...more };
    const reply = await world.call(partner.user, 'createApplication', { account_id: partner.accountId }, { body });
    assert.equal(reply.status, 201, reply.text);
    return reply.body.application_id as string;
  }

  /** Marks the invitations of an application as sent at that instant, as the notifier does. */
  async function sent(id: string, at = world.clock.now): Promise<void> {
    const rows = await world.db('notifications').where({ application_id: id }).whereIn('kind', [2, 3]);
    const ids = rows.map((row) => row.id);
    await writeStatement(world.db, (to) => to('notification_queue').whereIn('notification_id', ids).delete());
    await writeStatement(world.db, (to) => to('notifications').whereIn('id', ids).update({ state: 2, ended_ms: at }));
  }

  async function invited(more: object = {}): Promise<string> {
    const id = await order(more);
    await sent(id);
    return id;
  }

  const rowOf = async (id: string) => (await world.db('applications').where({ id }).first())!;
  const queued = async (id: string): Promise<number> =>
    (await world.db('notification_queue as q').join('notifications as n', 'n.id', 'q.notification_id').where({ 'n.application_id': id }).select('q.channel')).length; // prettier-ignore
  const mailOf = async (id: string, kind: InvitationKind = 'mail') => (await findNotification(world.db, id, kind))!;

  /** Runs the chore at that time after the order, until it finds nothing more. */
  async function runAt(ms: number): Promise<void> {
    world.clock.now = start + ms;
    while ((await remindCandidates(world.db, world.clock.now)) > 0);
  }

  it('reminds so many days after the invitation and before the end, once each', async () => {
    const id = await invited();
    const reminders: number[] = [];
    for (let day = 0; day <= 15; day += 0.5) {
      await runAt(day * DAY_MS);
      if ((await queued(id)) === 0) continue;
      reminders.push(day);
      await runAt(day * DAY_MS);
      await writeTransaction(world.db, async (trx) => {
        const { notificationId } = await mailOf(id);
        await trx('notification_queue').where({ notification_id: notificationId }).delete();
        await trx('notifications').where({ id: notificationId }).update({ state: 2, sent_ms: null });
      });
    }
    assert.deepEqual(reminders, [3, 12]);
    const audit = await world.db('audit_log').where({ object: `application ${id}`, user_name: 'chore:reminders' });
    assert.deepEqual(audit.map(({ operation }) => operation), ['remindCandidate', 'remindCandidate']); // prettier-ignore
    const { body } = await call('getApplication', id);
    assert.equal(
      (body.progress as { reminded: string }).reminded,
      new Date((await rowOf(id)).reminded_ms!).toISOString(),
    );
  });

  it('sends a mail that says until when, with the link and a way to stop that needs one request', async () => {
    const { smtp, sms } = await startServers();
    const id = await order({ app_phone: '15550172345' });
    await waitUntil('it is sent', async () => (await mailOf(id)).state === 'delivered' && (await mailOf(id, 'sms')).state === 'delivered'); // prettier-ignore
    const invitedAt = (await mailOf(id)).endedAt;
    await runAt(3 * DAY_MS);
    await waitUntil('both are there', () => smtp.mails.length === 2 && sms.requests.length === 2);
    const { headers, parts } = readMail(smtp.mails[1]!.raw);
    const { app_token: token } = await rowOf(id);
    const { link_token: account } = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const query = `?app_link=${token}&acc_link=${account}`;
    const stop = `${PUBLIC_URL}/app_link/reminders.html${query}`;
    assert.deepEqual(headers.get('subject'), ['Your assessment for Acme Ltd is still open']);
    assert.deepEqual(headers.get('list-unsubscribe'), [`<${stop}>`]);
    assert.deepEqual(headers.get('list-unsubscribe-post'), ['List-Unsubscribe=One-Click']);
    assert.match(headers.get('message-id')![0]!, /^<reminder-\d+-\d+@example\.com>$/);
    const text = parts.get('text/plain')!;
    assert.ok(text.includes(`\n${PUBLIC_URL}/app_link/app_link.html${query}\n`), text);
    assert.ok(text.endsWith(`Send me no more reminders:\n${stop}\n`), text);
    assert.match(sms.requests[1]!, /"text":"Acme Ltd: your assessment is still open: https:/);
    assert.ok(!readMail(smtp.mails[0]!.raw).headers.has('list-unsubscribe'));
    await waitUntil('it is sent', async () => (await mailOf(id)).state === 'delivered');
    assert.deepEqual([(await mailOf(id)).attempts, (await mailOf(id)).sentAt], [2, undefined]);
    assert.ok((await mailOf(id)).endedAt! >= invitedAt!);
  });

  it('leaves the invitation sent, whatever becomes of the reminder', async () => {
    const { smtp } = await startServers();
    const id = await order();
    await waitUntil('it is sent', async () => (await mailOf(id)).state === 'delivered');
    const sentAt = (await mailOf(id)).endedAt;
    refusal = '550 no such user';
    await runAt(3 * DAY_MS);
    await waitUntil('it is sent', async () => (await mailOf(id)).attempts === 2 && (await queued(id)) === 0);
    const { state, endedAt, notificationId, lastStatus } = await mailOf(id);
    assert.deepEqual([state, endedAt, lastStatus, smtp.mails.length], ['delivered', sentAt, 550, 1]);
    const [, attempt] = await listAttempts(world.db, notificationId);
    assert.equal(attempt!.outcome, 'rejected');
  });

  it('shows the invitation as sent while the reminder is on its way', async () => {
    const id = await invited();
    await runAt(3 * DAY_MS);
    assert.equal(await queued(id), 1);
    const [invitation] = (await call('getApplication', id)).body.invitations as object[];
    assert.deepEqual(invitation, {
      channel: 'mail',
      state: 'sent',
      attempt_count: 0,
      ended: new Date(start).toISOString(),
    });
  });

  const over: { name: string; end(id: string): Promise<unknown> }[] = [
    {
      name: 'completed',
      end: (id) =>
        writeTransaction(world.db, async (trx) => {
          const application = (await lockApplication(trx, id))!;
          assert.equal(await recordCompletion(trx, application, { now: world.clock.now }), undefined);
        }),
    },
    { name: 'cancelled', end: (id) => call('cancelApplication', id) },
    {
      name: 'expired',
      end: (id) =>
        writeTransaction(world.db, (trx) => updateApplication(trx, id, { expiresAt: world.clock.now }, start)),
    },
  ];
  for (const { name, end } of over) {
    it(`reminds nobody of an application that is ${name}`, async () => {
      const id = await invited();
      await end(id);
      await runAt(3 * DAY_MS);
      assert.deepEqual([await queued(id), (await rowOf(id)).remind_ms, (await rowOf(id)).reminded_ms], [0, null, null]);
    });
  }

  for (const { name, end } of over.slice(0, 2)) {
    it(`sends no reminder of one that is ${name} while it is queued, and the invitation stays sent`, async () => {
      const id = await invited();
      await runAt(3 * DAY_MS);
      await end(id);
      const { state, endedAt, sentAt } = await mailOf(id);
      assert.deepEqual([await queued(id), state, endedAt, sentAt], [0, 'delivered', start, undefined]);
    });
  }

  it('does not remind before the invitation was sent, and never of one that was refused', async () => {
    const [waiting, refused] = [await order(), await invited()];
    await writeStatement(world.db, (to) => to('notifications').where({ application_id: refused }).update({ state: 3 }));
    await runAt(3 * DAY_MS);
    assert.deepEqual([await queued(waiting), (await rowOf(waiting)).reminded_ms], [1, null]);
    assert.deepEqual([await queued(refused), (await rowOf(refused)).remind_ms], [0, null]);
    await sent(waiting);
    await runAt(4 * DAY_MS);
    assert.equal((await rowOf(waiting)).reminded_ms, start + 4 * DAY_MS);
  });

  it('reminds nobody who was not invited by the gateway', async () => {
    const id = await order({ app_email: undefined });
    assert.equal((await rowOf(id)).remind_ms, null);
  });

  it('reminds once, however many processes look at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => invited()));
    const now = start + 3 * DAY_MS;
    await Promise.all([1, 2, 3].map(() => remindCandidates(world.db, now)));
    for (const id of ids) {
      const audit = await world.db('audit_log').where({ object: `application ${id}`, operation: 'remindCandidate' });
      assert.deepEqual([await queued(id), audit.length], [1, 1]);
    }
  });

  it('follows what the account wants when it is due: later, or no more', async () => {
    const [later, never] = [await invited(), await invited()];
    const setConfig = (config: string) =>
      writeStatement(world.db, (to) => to('accounts').where({ id: partner.accountId }).update({ config }));
    await setConfig('ver|1|remind_after|5');
    await runAt(3 * DAY_MS);
    assert.deepEqual([await queued(later), (await rowOf(later)).remind_ms], [0, start + 5 * DAY_MS]);
    await setConfig('ver|1');
    await runAt(5 * DAY_MS);
    for (const id of [later, never]) assert.deepEqual([await queued(id), (await rowOf(id)).remind_ms], [0, null]);
  });

  it('waits while the account is disabled', async () => {
    const id = await invited();
    const disable = (at: number | null) =>
      writeStatement(world.db, (to) => to('accounts').where({ id: partner.accountId }).update({ disabled_ms: at }));
    await disable(start);
    await runAt(3 * DAY_MS);
    assert.equal(await queued(id), 0);
    await disable(null);
    await runAt(4 * DAY_MS);
    assert.equal(await queued(id), 1);
  });

  it('waits for the next day when a quota of the account is used up', async () => {
    await partnerWith('ver|1|remind_after|3|max_invitations_day|1');
    const ids = [await invited()];
    world.clock.now += DAY_MS;
    ids.push(await invited());
    await runAt(4.5 * DAY_MS);
    const reminded = async () => (await Promise.all(ids.map((id) => queued(id)))).filter((count) => count === 1).length;
    assert.equal(await reminded(), 1);
    await runAt(5.5 * DAY_MS);
    assert.equal(await reminded(), 2);
  });

  it('follows another end, and starts anew when the invitation is sent again', async () => {
    const id = await invited();
    await runAt(3 * DAY_MS);
    await sent(id);
    const at = async () => (await rowOf(id)).remind_ms;
    const end = new Date(start + 30 * DAY_MS).toISOString().slice(0, 10);
    assert.equal((await call('extendApplication', id, { expires: end })).status, 200);
    assert.equal(await at(), (await rowOf(id)).expires_ms - 2 * DAY_MS);
    world.clock.now += DAY_MS;
    assert.equal((await call('resendInvitation', id)).status, 202);
    assert.equal(await at(), start + 7 * DAY_MS);
  });

  it('gives way to the invitation when that is sent again while the reminder is queued', async () => {
    const id = await invited();
    await runAt(3 * DAY_MS);
    assert.notEqual((await mailOf(id)).sentAt, undefined);
    assert.equal((await call('resendInvitation', id)).status, 202);
    const { state, sentAt } = await mailOf(id);
    assert.deepEqual([state, sentAt, await queued(id)], ['live', undefined, 1]);
  });
});
