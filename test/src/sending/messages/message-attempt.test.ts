import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { type ClaimedNotification } from '../../../../db/notifications/claim-notifications.js';
import { finishNotifications } from '../../../../db/notifications/finish-notifications.js';
import { cancelInvitations, enqueueInvitations } from '../../../../db/notifications/invitations.js';
import { findNotification } from '../../../../db/notifications/list-notifications.js';
import { listAttempts } from '../../../../db/notifications/notification-attempts.js';
import { type ApplicationChange, updateApplication } from '../../../../db/applications/applications.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { type InvitationKind } from '../../../../engine/invitation/invitation-kinds.js';
import { startMessages } from '../../../../src/sending/messages/start-messages.js';
import { claimDue } from '../../../support/claims.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { readMail } from '../../../support/read-mail.js';
import { startReceiver } from '../../../support/receiver.js';
import { seedOf, type ApplicationOptions, type TestPartner } from '../../../support/seed.js';
import { type SmtpReceiver, type SmtpReceiverOptions, startSmtpReceiver } from '../../../support/smtp-receiver.js';
import { TEST_NOW } from '../../../support/test-now.js';

const PUBLIC_URL = 'https://gateway.example.com';
const MINUTE = 60_000;

describeOnEachDatabase('messageAttempt', (create) => {
  const open: { close(): unknown }[] = [];
  let db: Knex;
  let partner: TestPartner;
  let clock = TEST_NOW;

  beforeEach(async () => {
    ({ db } = await create());
    partner = await seedOf(db).partner({ name: 'Acme Ltd' });
    clock = TEST_NOW;
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  async function smtp(options?: SmtpReceiverOptions): Promise<SmtpReceiver> {
    const receiver = await startSmtpReceiver(options);
    open.push(receiver);
    return receiver;
  }

  function messages({ mailPort = 1, smsPort = 1 }: { mailPort?: number; smsPort?: number }) {
    const made = startMessages({
      db,
      config: {
        smtp: { host: '127.0.0.1', port: mailPort, tls: 'off', auth: undefined },
        mailFrom: 'invitations@example.com',
        sms: { url: `http://127.0.0.1:${smsPort}/`, authorization: undefined, from: undefined },
        outboxDir: '/dev/null/outbox',
      },
      publicUrl: PUBLIC_URL,
      now: () => clock,
    });
    open.push(made);
    return made;
  }

  async function invite(kinds: InvitationKind[], more: ApplicationOptions = {}): Promise<string> {
    const appToken = more.appToken ?? 'token-of-the-application';
    const expiresAt = more.expiresAt ?? TEST_NOW + 365 * 24 * 60 * MINUTE;
    const addresses = { appEmail: 'ada@example.com', appPhone: '15550100' };
    const applicationId = await seedOf(db).application(partner, { ...addresses, appToken, expiresAt, ...more });
    const { accountId } = partner;
    await writeTransaction(db, (trx) =>
      enqueueInvitations(trx, kinds, { applicationId, accountId, expiresAt, now: TEST_NOW }),
    );
    return applicationId;
  }

  const claim = (leaseMs = 60_000): Promise<ClaimedNotification[]> => claimDue(db, { channel: 'messages', leaseMs });

  /** Makes one attempt of everything that is due, and records it. */
  async function work({ attempt }: ReturnType<typeof messages>): Promise<void> {
    for (const claimed of await claim()) {
      const finished = await attempt(claimed);
      if (finished) await finishNotifications(db, [finished]);
    }
  }

  const stored = (applicationId: string, kind: InvitationKind = 'mail') => findNotification(db, applicationId, kind);

  async function attemptsOf(applicationId: string, kind: InvitationKind = 'mail') {
    return listAttempts(db, (await stored(applicationId, kind))!.notificationId);
  }

  it('hands over a mail and a text message with the link of the application and records each', async () => {
    const { port: mailPort, mails } = await smtp();
    const receiver = await startReceiver();
    open.push(receiver);
    const applicationId = await invite(['mail', 'sms']);
    await work(messages({ mailPort, smsPort: receiver.port }));
    const link = `${PUBLIC_URL}/app_link/app_link.html?app_link=token-of-the-application&acc_link=`;
    const { headers, parts } = readMail(mails[0]!.raw);
    assert.ok(parts.get('text/plain')!.includes(link));
    assert.deepEqual(headers.get('from'), ['Acme Ltd <invitations@example.com>']);
    assert.deepEqual(headers.get('to'), ['Ada Lovelace <ada@example.com>']);
    assert.ok(receiver.requests[0]!.includes(link));
    assert.match(receiver.requests[0]!, /"to":"15550100","text":"Acme Ltd invites you/);
    const [mail, sms] = [await stored(applicationId), await stored(applicationId, 'sms')];
    assert.deepEqual([mail!.state, mail!.lastStatus], ['delivered', 250]);
    assert.deepEqual([sms!.state, sms!.lastStatus], ['delivered', 200]);
    const [attempt] = await attemptsOf(applicationId);
    assert.deepEqual([attempt!.number, attempt!.outcome, attempt!.status], [1, 'delivered', 250]);
    assert.match(attempt!.reply, /^250 /);
  });

  const outcomes: { name: string; reply: string; state: string; outcome: string; dueAfterMs?: number }[] = [
    { name: 'a final no', reply: '550 no such user', state: 'rejected', outcome: 'rejected' },
    { name: 'a no for now', reply: '450 busy', state: 'live', outcome: 'retried', dueAfterMs: MINUTE },
  ];
  for (const { name, reply, state, outcome, dueAfterMs } of outcomes) {
    it(`follows ${name} as its schedule says`, async () => {
      const { port: mailPort } = await smtp({ refuseRecipient: () => reply });
      const applicationId = await invite(['mail']);
      const before = Date.now();
      await work(messages({ mailPort }));
      const found = (await stored(applicationId))!;
      assert.deepEqual([found.state, found.lastStatus], [state, Number(reply.slice(0, 3))]);
      assert.equal((await attemptsOf(applicationId))[0]!.outcome, outcome);
      if (dueAfterMs !== undefined) {
        // The database and this process use the same clock, but their readings can differ by some milliseconds.
        const due = found.nextDueAt! - dueAfterMs;
        assert.ok(due >= before - 1_000 && due <= Date.now() + 1_000, `${due}`);
      } else assert.deepEqual(await claim(), []);
    });
  }

  it('gives up three days after the first attempt', async () => {
    const applicationId = await invite(['mail']);
    const made = messages({});
    await work(made);
    clock += 72 * 60 * MINUTE + 1;
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 0 }));
    await work(made);
    const found = (await stored(applicationId))!;
    assert.deepEqual([found.state, found.attempts, found.lastFault], ['expired', 2, 'refused']);
  });

  it('sends at most once more after a crash between sending and recording, recognisable as the same', async () => {
    const { port: mailPort, mails } = await smtp();
    const applicationId = await invite(['mail']);
    const made = messages({ mailPort });
    const [lost] = await claim(0);
    assert.notEqual(await made.attempt(lost!), undefined);
    await work(made);
    await work(made);
    const ids = mails.map(({ raw }) => readMail(raw).headers.get('message-id')![0]);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    assert.equal((await stored(applicationId))!.state, 'delivered');
  });

  const over: { name: string; change: ApplicationChange }[] = [
    { name: 'completed', change: { state: APPLICATION_STATES.completed } },
    { name: 'cancelled', change: { state: APPLICATION_STATES.cancelled } },
    { name: 'expired', change: { expiresAt: TEST_NOW } },
  ];
  for (const { name, change } of over) {
    it(`sends nothing to the candidate of an application that is ${name}, and ends as cancelled`, async () => {
      const { port: mailPort, mails } = await smtp();
      const applicationId = await invite(['mail']);
      const claimed = await claim();
      await writeTransaction(db, (trx) => updateApplication(trx, applicationId, change, 0));
      assert.equal(await messages({ mailPort }).attempt(claimed[0]!), undefined);
      assert.deepEqual(mails, []);
      assert.deepEqual([(await stored(applicationId))!.state, await attemptsOf(applicationId)], ['cancelled', []]);
    });
  }

  it('leaves one that was cancelled while it was on its way cancelled', async () => {
    const { port: mailPort } = await smtp({ refuseRecipient: () => '450 busy' });
    const applicationId = await invite(['mail']);
    const [claimed] = await claim();
    const finished = await messages({ mailPort }).attempt(claimed!);
    await writeTransaction(db, (trx) => cancelInvitations(trx, applicationId, TEST_NOW));
    await finishNotifications(db, [finished!]);
    assert.equal((await stored(applicationId))!.state, 'cancelled');
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 0 }));
    assert.deepEqual(await claim(), []);
  });

  it('keeps no link that the other side repeats', async () => {
    const { port: mailPort } = await smtp({
      refuseMessage: ({ raw }) => `554 ${/app_link=3D([\w-]+)/.exec(raw)![1]!}`,
    });
    const appToken = 's3cret-token-of-link1';
    const applicationId = await invite(['mail'], { appToken });
    await work(messages({ mailPort }));
    const [attempt] = await attemptsOf(applicationId);
    assert.match(attempt!.reply, /^554 …/);
    assert.ok(!JSON.stringify(await db('notification_attempts')).includes(appToken));
  });

  it('rejects an address that only an older version can have stored, and sends nothing', async () => {
    const { port: mailPort, connections } = await smtp();
    const applicationId = await invite(['mail'], { appEmail: 'a@example.com, b@example.com' });
    await work(messages({ mailPort }));
    const found = (await stored(applicationId))!;
    assert.deepEqual([found.state, found.lastFault], ['rejected', 'not an e-mail address']);
    assert.equal(connections(), 0);
  });
});
