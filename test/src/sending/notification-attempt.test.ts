import assert from 'node:assert/strict';
import { type ClaimedNotification } from '../../../db/notifications/claim-notifications.js';
import { type Attempt, type Delivery } from '../../../engine/notification/attempt.js';
import { notificationAttempt } from '../../../src/sending/notification-attempt.js';

const NOW = 1_700_000_000_000;

const claimed = (more: Partial<ClaimedNotification> = {}): ClaimedNotification => ({
  notificationId: '7',
  kind: 'notification',
  applicationId: '42',
  accountId: '1',
  token: 't',
  claims: 1,
  attempts: 2,
  payload: '{"application_id":"42"}',
  appUrl: undefined,
  config: 'url|https://p.example.com/done|http_err|500,503',
  signingSecrets: ['whsec_c2VjcmV0'],
  firstStartedAt: NOW - 30_000,
  expiresAt: NOW + 10_000_000,
  isReminder: false,
  lateMs: 0,
  ...more,
});

function setUp(
  result: Attempt['result'],
  { blocked = false, reply = () => 'r' }: { blocked?: boolean; reply?: (delivery: Delivery) => string } = {},
) {
  const sent: Delivery[] = [];
  const ends: string[] = [];
  const attempt = notificationAttempt({
    deliver: async (delivery) => {
      sent.push(delivery);
      return { startedAt: NOW, totalMs: 3, result, blocked, reply: reply(delivery) };
    },
    end: async (_claimed, state) => void ends.push(state),
    now: () => NOW,
  });
  return { attempt, sent, ends };
}

describe('notificationAttempt', () => {
  const outcomes = [
    { result: { status: 200 }, outcome: 'delivered', next: { ended: 'delivered' } },
    { result: { status: 204 }, outcome: 'rejected', next: { ended: 'rejected' } },
    { result: { status: 302 }, outcome: 'rejected', next: { ended: 'rejected' } },
    { result: { status: 503 }, outcome: 'retried', next: { dueInMs: 1_000 } },
    { result: { fault: 'refused' }, outcome: 'no-response', next: { dueInMs: 1_000 } },
    { result: { fault: 'x', probablyArrived: true }, outcome: 'no-response', next: { dueInMs: 60_000 } },
  ];
  for (const { result, outcome, next } of outcomes) {
    it(`is ${outcome} after ${JSON.stringify(result)}`, async () => {
      const finished = await setUp(result).attempt(claimed());
      assert.deepEqual([finished?.outcome, finished?.next], [outcome, next]);
    });
  }

  it('marks what the guard refused and tries it again', async () => {
    const finished = await setUp({ fault: 'blocked: loopback' }, { blocked: true }).attempt(claimed());
    assert.deepEqual([finished?.outcome, finished?.next], ['blocked', { dueInMs: 1_000 }]);
  });

  it('keeps none of the secrets that the receiver sends back', async () => {
    const config = 'url|https://p.example.com/|auth|ann:hush-1|not_headers|X-Key,hush-2';
    const signingSecrets = ['whsec_c2VjcmV0c2VjcmV0'];
    const reply = ({ headers }: Delivery) => JSON.stringify([headers, 'ann:hush-1', ...signingSecrets]);
    const finished = await setUp({ status: 500 }, { reply }).attempt(claimed({ config, signingSecrets }));
    assert.equal(finished?.reply, '[[["Authorization","Basic …"],["X-Key","…"]],"…","…"]');
  });

  it('counts its number on and keeps one webhook id', async () => {
    const { attempt, sent } = setUp({ status: 200 });
    assert.equal((await attempt(claimed()))?.number, 3);
    await attempt(claimed({ attempts: 3 }));
    assert.deepEqual(
      sent.map(({ webhookId, attempt: number }) => [webhookId, number]),
      [
        ['ntf_7', 3],
        ['ntf_7', 4],
      ],
    );
  });

  it('is expired at the expiry without being sent, and when no further attempt fits before it', async () => {
    const { attempt, sent, ends } = setUp({ fault: 'refused' });
    assert.equal(await attempt(claimed({ expiresAt: NOW })), undefined);
    assert.deepEqual([ends, sent], [['expired'], []]);
    assert.deepEqual((await attempt(claimed({ expiresAt: NOW + 1_000 })))?.next, { ended: 'expired' });
  });

  it('is parked after five claims that recorded nothing', async () => {
    const { attempt, sent, ends } = setUp({ status: 200 });
    await attempt(claimed({ claims: 5 }));
    assert.equal(sent.length, 1);
    assert.equal(await attempt(claimed({ claims: 6 })), undefined);
    assert.deepEqual([ends, sent.length], [['parked'], 1]);
  });

  it('sends nothing while the config cannot be decrypted, and tries again', async () => {
    const { attempt, sent } = setUp({ status: 200 });
    const finished = await attempt(claimed({ config: '', signingSecrets: [], fault: 'cannot be decrypted' }));
    const { outcome, fault, next } = finished!;
    assert.deepEqual([outcome, fault, next, sent], ['no-response', 'cannot be decrypted', { dueInMs: 1_000 }, []]);
  });

  it('waits for the partner to set a url when it was taken away', async () => {
    const { attempt, sent } = setUp({ status: 200 });
    const finished = await attempt(claimed({ config: 'ver|1' }));
    assert.deepEqual([finished?.fault, finished?.next, sent], ['no url is set', { dueInMs: 1_000 }, []]);
  });
});
