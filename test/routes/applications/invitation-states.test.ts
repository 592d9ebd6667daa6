import assert from 'node:assert/strict';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { NOTIFICATION_STATES } from '../../../db/notifications/notifications.js';
import { type Schema } from '../../../routes/documented.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { type Invitations, startInvitations } from '../../support/start-invitations.js';
import { TEST_NOW } from '../../support/test-now.js';
import { waitUntil } from '../../support/wait-until.js';

const DAY = 24 * 60 * 60 * 1000;

type Invitation = Schema<'Invitation'>;

/** The SMTP reply for an address: what stands before its `@`, if it is a status with words. */
function replyTo(address: string): string | undefined {
  const [, status, words] = /^(\d{3})-(.+)@/.exec(address) ?? [];
  return status === undefined ? undefined : `${status} ${words!.replaceAll('-', ' ')}`;
}

const replyOfSms = (request: string): string => {
  const [status, body] = request.includes('"to":"40015550100"')
    ? ['400 Bad', 'no such number']
    : ['500 Down', 'key 42'];
  return `HTTP/1.1 ${status}\r\nContent-Length: ${body!.length}\r\n\r\n${body}`;
};

describeGateway('the invitations of an application', (world) => {
  let partner: TestPartner;
  let sending: Invitations;

  before(async () => {
    const servers = { smtp: { refuseRecipient: replyTo }, sms: { reply: replyOfSms } };
    sending = await startInvitations({ db: world.db, publicUrl: PUBLIC_URL, now: () => world.clock.now, ...servers });
  });
  after(() => sending.stop());
  beforeEach(async () => {
    world.clock.now = TEST_NOW;
    partner = await world.seed.partner();
  });

  const order = async (more: object, headers: Record<string, string> = {}) => {
    const body = { position_id: partner.positionId, ...more };
    const account = { account_id: partner.accountId };
    return world.call(partner.user, 'createApplication', account, { body, headers });
  };
  const detail = async (application_id: string) => {
    const named = { account_id: partner.accountId, application_id };
    return (await world.call(partner.user, 'getApplication', named)).body as Schema<'Application'>;
  };
  /** Orders, and waits until the first invitation has become this. */
  async function until(state: Invitation['state'], more: object, attempts = 1): Promise<Invitation> {
    const { body } = await order(more);
    return waitUntil(`an invitation that is ${state}`, async () => {
      const [first] = (await detail(body.application_id as string)).invitations;
      return first!.state === state && first!.attempt_count >= attempts && first!;
    });
  }

  it('are waiting in the reply to the order, with the addresses as they were understood', async () => {
    const { body } = await order({ app_email: ' ada@example.com ', app_phone: '40015550100' });
    const waiting = { state: 'waiting', attempt_count: 0 };
    assert.deepEqual(
      [body.app_email, body.app_phone, body.invitations],
      [
        'ada@example.com',
        '40015550100',
        [
          { channel: 'mail', ...waiting },
          { channel: 'sms', ...waiting },
        ],
      ],
    );
    const shown = await detail(body.application_id as string);
    assert.deepEqual([shown.app_email, shown.app_phone], ['ada@example.com', '40015550100']);
    assert.deepEqual(
      shown.invitations.map(({ channel }) => channel),
      ['mail', 'sms'],
    );
  });

  it('are none without an address', async () => {
    const { body } = await order({ email: 'ada@example.com' });
    assert.deepEqual([body.invitations, 'app_email' in body, 'app_phone' in body], [[], false, false]);
    const shown = await detail(body.application_id as string);
    assert.deepEqual([shown.invitations, 'app_email' in shown, 'app_phone' in shown], [[], false, false]);
  });

  it('are the first ones again in the reply to a repeated order, although it keeps no address', async () => {
    const send = () => order({ app_email: 'ada@example.com', reference: 'r' }, { 'idempotency-key': 'k' });
    const first = await send();
    await waitUntil('the mail', async () => {
      return (await detail(first.body.application_id as string)).invitations[0]!.state === 'sent';
    });
    assert.equal((await send()).text, first.text);
    const rows = await world.db('idempotency_keys').where({ account_id: partner.accountId }).pluck<string[]>('reply');
    assert.deepEqual([rows.length, rows[0]!.includes('ada@')], [1, false]);
  });

  it('are sent', async () => {
    const invitation = await until('sent', { app_email: 'ada@example.com' });
    const ended = new Date(TEST_NOW).toISOString().slice(0, 16);
    assert.ok(invitation.ended!.startsWith(ended), invitation.ended);
    delete invitation.ended;
    assert.deepEqual(invitation, { channel: 'mail', state: 'sent', attempt_count: 1, last_status: 250 });
  });

  it('are refused in the words of the mail server', async () => {
    const { ended, ...invitation } = await until('refused', { app_email: '550-no-such-mailbox@example.com' });
    assert.notEqual(ended, undefined);
    const detail = '550 no such mailbox';
    assert.deepEqual(invitation, { channel: 'mail', state: 'refused', attempt_count: 1, last_status: 550, detail });
  });

  it('are refused in the words of the SMS gateway', async () => {
    const { ended: _, ...invitation } = await until('refused', { app_phone: '40015550100' });
    const detail = 'no such number';
    assert.deepEqual(invitation, { channel: 'sms', state: 'refused', attempt_count: 1, last_status: 400, detail });
  });

  it('are waiting after an attempt that failed, with the reason and the time of the next one', async () => {
    const { next_attempt: next, ...invitation } = await until('waiting', { app_email: '450-mailbox-full@example.com' });
    assert.ok(Date.parse(next!) > TEST_NOW, next);
    const detail = '450 mailbox full';
    assert.deepEqual(invitation, { channel: 'mail', state: 'waiting', attempt_count: 1, last_status: 450, detail });
  });

  it('have no time of the next attempt when that is over, because it waits only for its turn', async () => {
    const { body } = await order({ app_email: '450-mailbox-full@example.com' });
    const of = async () => (await detail(body.application_id as string)).invitations[0]!;
    const next = await waitUntil('a first attempt', async () => {
      const { attempt_count: attempts, next_attempt: at } = await of();
      return attempts === 1 && at;
    });
    world.clock.now = Date.parse(next);
    assert.equal((await of()).next_attempt, undefined);
  });

  it('do not show what an SMS gateway says to its operator', async () => {
    const { next_attempt: _, ...invitation } = await until('waiting', { app_phone: '50015550100' });
    assert.deepEqual(invitation, { channel: 'sms', state: 'waiting', attempt_count: 1, last_status: 500 });
  });

  const change = async (application_id: string, change: object) => {
    await writeStatement(world.db, (to) => to('notifications').where({ application_id }).update(change));
  };

  it('are given up after three days', async () => {
    const { body } = await order({ app_email: '450-mailbox-full@example.com' });
    const id = body.application_id as string;
    await waitUntil('a first attempt', async () => (await detail(id)).invitations[0]!.attempt_count === 1);
    await writeTransaction(world.db, async (trx) => {
      const ofApplication = trx('notifications').where({ application_id: id });
      const [notification] = await ofApplication.clone().pluck<string[]>('id');
      await ofApplication.update({ first_started_ms: TEST_NOW - 4 * DAY });
      await trx('notification_queue').where({ notification_id: notification! }).update({ due_ms: 0 });
    });
    const [given] = await waitUntil('the end', async () => {
      const { invitations } = await detail(id);
      return invitations[0]!.state !== 'waiting' && invitations;
    });
    assert.deepEqual([given!.state, given!.detail], ['given_up', '450 mailbox full']);
    await change(id, { state: NOTIFICATION_STATES.parked });
    assert.equal((await detail(id)).invitations[0]!.state, 'given_up');
  });

  it('are cancelled with the application, which answers so', async () => {
    const { body } = await order({ app_email: '450-mailbox-full@example.com' });
    const named = { account_id: partner.accountId, application_id: body.application_id as string };
    const { body: cancelled } = await world.call(partner.user, 'cancelApplication', named);
    assert.deepEqual([cancelled.status, cancelled.invitations[0].state], ['cancelled', 'cancelled']);
  });

  it('are no keys of the command face', async () => {
    const order = { command: 'application_create', partner_api: true, position_id: partner.positionId };
    const { body } = await world.command(partner.user, { ...order, app_email: 'ada@example.com' });
    const keys = ['error_code', 'error_text', 'command_from', 'application_id', 'app_link_full'];
    assert.deepEqual(Object.keys(body as object), keys);
    const get = { command: 'application_get', partner_api: true, application_id: body.application_id as string };
    const shown = Object.keys((await world.command(partner.user, get)).body as object);
    assert.deepEqual([shown.at(-1), shown.includes('app_email')], ['status', false]);
  });
});
