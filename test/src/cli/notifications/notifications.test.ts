import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { Webhook } from 'standardwebhooks';
import { lastTest, notificationAccount } from '../../../../db/notifications/notification-accounts.js';
import { enqueueNotification, NOTIFICATION_STATES } from '../../../../db/notifications/notifications.js';
import { finishNotifications } from '../../../../db/notifications/finish-notifications.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { type Receiver, startReceiver } from '../../../support/receiver.js';
import { seedOf, type TestPartner } from '../../../support/seed.js';
import { cliOn } from '../cli-on.js';
import { claimDue, finishedAttempt } from '../../../support/claims.js';

interface Listed {
  paused: boolean;
  has_more: boolean;
  notifications: { application_id: string; state: string; attempt_count: number; next_attempt: string | null }[];
}

const DAY = Date.parse('2026-03-01T00:00:00Z');
const replying = (status: string, body = '') =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Creates a notification with this instant of creation (ms). */
async function notify(db: Knex, owner: TestPartner, createdAt: number): Promise<string> {
  const applicationId = await seedOf(db).application(owner);
  const { accountId } = owner;
  const to = { applicationId, accountId, payload: '{}', expiresAt: 4_000_000_000_000, now: createdAt };
  await writeTransaction(db, (trx) => enqueueNotification(trx, { kind: 'notification', ...to }));
  return applicationId;
}

type Ended = Exclude<keyof typeof NOTIFICATION_STATES, 'live'>;

/** Records one attempt of every notification that is due. The notifications end in this state. */
async function attempt(db: Knex, state: Ended, status: number, reply = ''): Promise<void> {
  const claimed = await claimDue(db);
  const times = { startedAt: DAY, dnsMs: 1, connectMs: 2, firstByteMs: 3, totalMs: 4 };
  const how = {
    outcome: state === 'delivered' ? 'delivered' : 'rejected',
    status,
    address: '127.0.0.1',
    reply,
  } as const;
  await finishNotifications(
    db,
    claimed.map((one) => finishedAttempt(one, { ...times, ...how, next: { ended: state } })),
  );
}

async function statesOf(db: Knex): Promise<number[]> {
  const rows = await db<{ id: string; state: number }>('notifications').orderBy('id').select('state');
  return rows.map(({ state }) => state);
}

const { live, delivered, rejected } = NOTIFICATION_STATES;

describeOnEachDatabase('pop notifications', (createDatabase) => {
  let receiver: Receiver | undefined;
  afterEach(async () => {
    await receiver?.close();
    receiver = undefined;
  });

  async function world(config = '') {
    const { url, db } = await createDatabase();
    const owner = await seedOf(db).partner({ config });
    const env = { DATABASE_URL: url, NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' };
    return { url, db, owner, account: owner.accountId, cli: cliOn(url, { env, now: Date.now }) };
  }

  async function withReceiver(reply: string, more = '') {
    receiver = await startReceiver({ reply });
    return world(`url|http://127.0.0.1:${receiver.port}/done/[___APP_ID___]|ext_notify|yes${more}`);
  }

  it('lists by state and time, oldest first, and says when there are more', async () => {
    const { db, owner, account, cli } = await world();
    const first = await notify(db, owner, DAY);
    await attempt(db, 'rejected', 404);
    const second = await notify(db, owner, DAY + 1);
    const third = await notify(db, owner, DAY + 86_400_000);
    const list = async (...more: string[]) => {
      const { notifications, has_more } = (
        await cli(['notifications', 'list', account, '--json', ...more])
      ).json<Listed>();
      return [notifications.map((one) => one.application_id), has_more];
    };
    assert.deepEqual(await list(), [[first, second, third], false]);
    assert.deepEqual(await list('--limit', '2'), [[first, second], true]);
    assert.deepEqual(await list('--state', 'rejected'), [[first], false]);
    assert.deepEqual(await list('--until', '2026-03-02'), [[first, second], false]);
    assert.deepEqual(await list('--since', '2026-03-01T00:00:00.001Z', '--until', '2026-03-02'), [[second], false]);
    const { out } = await cli(['notifications', 'list', account, '--limit', '1']);
    assert.match(out, /^APPLICATION +STATE +ATTEMPTS +LAST/);
    assert.match(out, new RegExp(`^${first} +rejected +1 +404 +2026-03-01T00:00:00.000Z`, 'm'));
    assert.match(out, /go on with --since 2026-03-01T00:00:00.000Z\.\n$/);
  });

  it('shows a notification, its attempts and the last reply, without letting the reply steer the terminal', async () => {
    const { db, owner, account, cli } = await world();
    const applicationId = await notify(db, owner, DAY);
    await attempt(db, 'rejected', 410, 'gone \u001b[31m\nfor good');
    const { out } = await cli(['notifications', 'show', applicationId]);
    assert.match(
      out,
      new RegExp(`^Application ${applicationId} of account ${account}: rejected, attempts: 1, last 410\n`),
    );
    assert.match(out, /webhook-id ntf_1,/);
    assert.match(out, /^Replayed: never$/m);
    assert.match(out, /^1 +2026-03-01T00:00:00.000Z +rejected +410 +- +127\.0\.0\.1 +1\/2\/3\/4$/m);
    assert.match(out, /Reply to attempt 1:\n {2}gone \\x1b\[31m\n {2}for good\n$/);
    const shown = (await cli(['notifications', 'show', applicationId, '--json'])).json<{
      webhook_id: string;
      attempts: { number: number; status: number }[];
    }>();
    assert.deepEqual(
      [shown.webhook_id, shown.attempts.map(({ number, status }) => [number, status])],
      ['ntf_1', [[1, 410]]],
    );
  });

  it('replays one, which is live and due again', async () => {
    const { db, owner, cli } = await world();
    const [one] = [await notify(db, owner, DAY), await notify(db, owner, DAY)];
    await attempt(db, 'rejected', 404);
    const result = await cli(['notifications', 'replay', one, '--json']);
    assert.deepEqual([result.code, result.json()], [0, { application_id: one, account_id: owner.accountId }]);
    assert.deepEqual(await statesOf(db), [live, rejected]);
    assert.deepEqual(await db('notification_queue').pluck('notification_id'), ['1']);
    const audited = await db('audit_log').select('operation', 'object');
    assert.deepEqual(audited, [{ operation: 'notification replay', object: `application ${one}` }]);
  });

  it('refuses to replay what has expired, and an application without notification', async () => {
    const { db, owner, cli } = await world();
    const applicationId = await notify(db, owner, DAY);
    await writeStatement(db, (to) => to('applications').update({ expires_ms: 1 }));
    const expired = await cli(['notifications', 'replay', applicationId]);
    assert.deepEqual(
      [expired.code, expired.err],
      [1, `error: Application ${applicationId} has expired: its notification is not sent any more.\n`],
    );
    for (const verb of ['replay', 'show']) {
      const { code, err } = await cli(['notifications', verb, '18446744073709551615']);
      assert.equal(code, 1);
      assert.match(err, /has no notification/);
    }
  });

  it('replays all that match to the end, showing how far it is, and leaves the others', async () => {
    const { db, owner, account, cli } = await world();
    for (const createdAt of [DAY - 1, DAY, DAY + 1]) await notify(db, owner, createdAt);
    await attempt(db, 'rejected', 404);
    await notify(db, owner, DAY + 2);
    await attempt(db, 'delivered', 200);
    const { code, out, err } = await cli(['notifications', 'replay', '--account', account, '--since', '2026-03-01']);
    assert.deepEqual([code, err], [0, 'Notifications: 2 of 2\n']);
    assert.equal(out, `Replay 1: 2 notifications of account ${account} are due again, 0 have expired.\n`);
    assert.deepEqual(await statesOf(db), [rejected, live, live, delivered]);
    const again = await cli(['notifications', 'replay', '--account', account, '--state', 'delivered', '--json']);
    const { created: _created, finished, ...rest } = again.json<Record<string, unknown>>();
    assert.deepEqual(rest, { replay_id: '2', account_id: account, total: 1, done: 1, skipped: 0 });
    assert.equal(typeof finished, 'string');
    assert.deepEqual(await statesOf(db), [rejected, live, live, live]);
  });

  it('orders a replay without waiting for it, when told so', async () => {
    const { db, owner, account, cli } = await world();
    await notify(db, owner, DAY);
    await attempt(db, 'rejected', 404);
    const args = ['notifications', 'replay', '--account', account, '--detach', '--json'];
    const { done, total, finished } = (await cli(args)).json<Record<string, unknown>>();
    assert.deepEqual({ done, total, finished }, { done: 0, total: 1, finished: null });
    assert.deepEqual(await statesOf(db), [rejected]);
  });

  it('pauses and resumes an account', async () => {
    const { db, account, cli } = await world();
    for (const [verb, paused] of [
      ['pause', true],
      ['pause', true],
      ['resume', false],
    ] as const) {
      assert.deepEqual((await cli(['notifications', verb, account, '--json'])).json(), { account_id: account, paused });
      assert.equal((await notificationAccount(db, account)).paused, paused);
      assert.equal((await cli(['notifications', 'list', account, '--json'])).json<Listed>().paused, paused);
    }
    assert.equal((await cli(['notifications', 'pause', '99'])).code, 1);
  });

  it('keeps up to three signing secrets, shows none of them, and removes by fingerprint', async () => {
    const { db, account, cli } = await world();
    const secret = (...args: string[]) => ['notifications', 'secret', ...args];
    const made = (await cli(secret('add', account, '--generate', '--json'))).json<Record<string, string>>();
    assert.match(made['secret']!, /^whsec_[A-Za-z0-9+/]{43}=$/);
    const given = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const asArgument = await cli(secret('add', account, given));
    assert.equal(asArgument.code, 2);
    assert.match(asArgument.err, /^error: the signing secret cannot be an argument, .*: give it by standard input\n$/);
    const added = await cli(secret('add', account, '-'), `${given}\n`);
    assert.match(added.out, /^Added signing secret [0-9a-f]{12} to account \d+\.\n$/);
    assert.deepEqual((await notificationAccount(db, account)).signingSecrets, [made['secret'], given]);
    assert.match((await cli(secret('add', account), given)).err, /has this secret already/);
    await cli(secret('add', account, '--generate'));
    assert.match((await cli(secret('add', account, '--generate'))).err, /has 3 signing secrets already/);
    const listed = await cli(secret('list', account, '--json'));
    const { secrets } = listed.json<{ secrets: { order: number; fingerprint: string; added: string }[] }>();
    const { added: at, ...first } = secrets[0]!;
    assert.deepEqual([first, new Date(at).toISOString()], [{ order: 1, fingerprint: made['fingerprint'] }, at]);
    assert.equal(secrets.length, 3);
    assert.doesNotMatch(listed.out, /whsec_/);
    const removed = await cli(secret('remove', account, made['fingerprint']!, '--json'));
    assert.deepEqual(removed.json(), { account_id: account, fingerprint: made['fingerprint'], left: 2 });
    assert.equal((await notificationAccount(db, account)).signingSecrets[0], given);
    assert.equal((await cli(secret('remove', account, made['fingerprint']!))).code, 1);
    const audited = (await db('audit_log').pluck('object')).join();
    assert.doesNotMatch(audited, /whsec_/);
  });

  const secrets: { name: string; input: string; says: RegExp }[] = [
    { name: 'nothing', input: '', says: /whsec_ and base64/ },
    { name: 'no prefix', input: Buffer.alloc(24).toString('base64'), says: /whsec_ and base64/ },
    { name: 'no base64', input: `whsec_${'!'.repeat(32)}`, says: /whsec_ and base64/ },
    { name: 'no padding', input: `whsec_${Buffer.alloc(32).toString('base64').replace('=', '')}`, says: /padding/ },
    { name: '23 bytes', input: `whsec_${Buffer.alloc(23).toString('base64')}`, says: /24 to 64 bytes/ },
    { name: '65 bytes', input: `whsec_${Buffer.alloc(65).toString('base64')}`, says: /24 to 64 bytes/ },
  ];
  it('refuses what is no signing secret, without repeating it', async () => {
    const { db, account, cli } = await world();
    for (const { name, input, says } of secrets) {
      const { code, err } = await cli(['notifications', 'secret', 'add', account], input);
      assert.equal(code, 1, name);
      assert.match(err, says, name);
      assert.ok(input === '' || !err.includes(input), name);
    }
    assert.deepEqual((await notificationAccount(db, account)).signingSecrets, []);
  });

  it('sends one marked and signed test notification, even while paused, and keeps only what came back', async () => {
    const { db, account, cli } = await withReceiver(replying('200 OK', 'thank you'));
    const secret = (await cli(['notifications', 'secret', 'add', account, '--generate', '--json'])).json<{
      secret: string;
    }>();
    await cli(['notifications', 'pause', account]);
    const { code, out, err } = await cli(['notifications', 'test', account]);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^PATCH http:\/\/127\.0\.0\.1:\d+\/done\/0\ndelivered: status 200, 127\.0\.0\.1, \d+ ms\n/);
    assert.match(out, /Reply:\n {2}thank you\n$/);
    const [request, ...others] = receiver!.requests;
    assert.deepEqual(others, []);
    const [head, body] = request!.split('\r\n\r\n');
    const headers = Object.fromEntries(
      head!
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(': ') as [string, string]),
    );
    assert.equal(headers['webhook-test'], 'true');
    assert.match(headers['webhook-id']!, /^test_/);
    const payload = new Webhook(secret.secret).verify(body!, headers) as Record<string, unknown>;
    assert.deepEqual([payload['application_id'], payload['test']], ['0', true]);
    assert.deepEqual(await db('notifications'), []);
    const [kept, { paused }] = [await lastTest(db, account), await notificationAccount(db, account)];
    assert.deepEqual([kept?.status, kept?.fault, paused], [200, null, true]);
  });

  it('says why a test notification was not delivered, with exit code 1', async () => {
    const { account, cli } = await withReceiver(replying('503 Busy'), '|http_err|503');
    const { code, out, err } = await cli(['notifications', 'test', account, '--json']);
    const { outcome, status, would_be_retried } = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual(
      { outcome, status, would_be_retried },
      { outcome: 'retried', status: 503, would_be_retried: true },
    );
    assert.deepEqual([code, JSON.parse(err)], [1, { error: 'The test notification was not delivered (retried).' }]);
    assert.match((await cli(['notifications', 'test', account])).out, /A notification would be sent again: http_err lists 503\.\n/); // prettier-ignore
    await cli(['config', 'set', account, 'http_err', '500']);
    assert.match((await cli(['notifications', 'test', account])).out, /rejected: .*\nA notification would not be sent again: http_err does not list 503\.\n/); // prettier-ignore
  });

  it('sends no test where the egress guard or the config forbids it', async () => {
    const { url, account, db } = await withReceiver(replying('200 OK'));
    const guarded = await cliOn(url)(['notifications', 'test', account]);
    assert.equal(guarded.code, 1);
    assert.match(guarded.out, /^blocked: 127\.0\.0\.1 is a loopback address, 127\.0\.0\.1, \d+ ms$/m);
    assert.match(guarded.out, /would be sent again\.\nNOTIFY_ALLOW_CIDRS \(not set\) and PORT of this command's own/);
    const own = { DATABASE_URL: url, NOTIFY_ALLOW_CIDRS: '127.0.0.0/8', PORT: String(receiver!.port) };
    assert.match((await cliOn(url, { env: own })(['notifications', 'test', account])).out, /is this gateway itself/);
    const broken = await cliOn(url, { env: { ...own, NOTIFY_ALLOW_CIDRS: '127.0.0.1/8' } })([
      'notifications',
      'test',
      account,
    ]);
    assert.match(broken.err, /^error: NOTIFY_ALLOW_CIDRS is not valid: [^\n]*\n$/);
    await writeStatement(db, (to) => to('accounts').update({ config: 'ver|1' }));
    assert.match((await cliOn(url)(['notifications', 'test', account])).err, /has no url/);
    assert.deepEqual(receiver!.requests, []);
  });
});
