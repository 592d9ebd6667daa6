import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Knex } from 'knex';
import { enqueueInvitations } from '../../../../db/notifications/invitations.js';
import { addReplay, findReplay } from '../../../../db/notifications/notification-replays.js';
import { enqueueNotification, NOTIFICATION_STATES } from '../../../../db/notifications/notifications.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { readMail } from '../../../support/read-mail.js';
import { startReceiver } from '../../../support/receiver.js';
import { seedOf } from '../../../support/seed.js';
import { startSmtpReceiver } from '../../../support/smtp-receiver.js';
import { waitUntil } from '../../../support/wait-until.js';
import { cliOn } from '../cli-on.js';
import { startCli } from '../run-process.js';

const ALLOW = { NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' };

/** Creates an account with this url and a notification of it that is due. */
async function notify(db: Knex, url: string): Promise<string> {
  const owner = await seedOf(db).partner({ config: `url|${url}` });
  const applicationId = await seedOf(db).application(owner);
  const { accountId } = owner;
  const to = { applicationId, accountId, payload: '{}', expiresAt: 4_000_000_000_000, now: 1 };
  await writeTransaction(db, (trx) => enqueueNotification(trx, { kind: 'notification', ...to }));
  return accountId;
}

const stateOf = async (db: Knex) =>
  (await db<{ state: number; attempts: number }>('notifications').first('state', 'attempts'))!;

describeOnEachDatabase('pop notifier', (createDatabase, kind) => {
  it('delivers what is due and works replays off until it is told to stop', async () => {
    const receiver = await startReceiver();
    const { url, db } = await createDatabase();
    const accountId = await notify(db, `http://127.0.0.1:${receiver.port}/`);
    const order = { accountId, state: 'delivered', userName: 'tester', now: Date.now() + 60_000 } as const;
    const untilStopped = async () => {
      await waitUntil('the delivery', async () => (await stateOf(db)).state === NOTIFICATION_STATES.delivered);
      const replayId = await writeTransaction(db, (trx) => addReplay(trx, order));
      await waitUntil('the replay', async () => (await findReplay(db, replayId))!.finishedAt);
      await waitUntil('the second delivery', async () => (await stateOf(db)).attempts === 2);
      return 'SIGTERM';
    };
    const env = { DATABASE_URL: url, ...ALLOW };
    const { code, out, err } = await cliOn(url, { env, untilStopped, now: Date.now })(['notifier']);
    await receiver.close();
    assert.deepEqual([code, err], [0, '']);
    const said = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    const oneHost =
      'the embedded database works on one host only: all its notifiers and gateways must run on this host';
    const limit = kind.name === 'SQLite' ? [oneHost] : [];
    assert.deepEqual(said, ['delivering notifications', ...limit, 'stopping', 'stopped']);
    assert.equal(receiver.requests.length, 2);
  });

  it('lets what is under way at a SIGTERM end, records it, and exits with 0', async () => {
    let held: ServerResponse | undefined;
    const server = createServer((_request, response) => void (held = response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { url, db } = await createDatabase();
    await notify(db, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const child = startCli(url, ['notifier'], ALLOW);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    const ended = once(child, 'close');
    try {
      await waitUntil('the request', () => held);
      child.kill('SIGTERM');
      await waitUntil('the signal', () => out.includes('"stopping"'));
      held!.end();
      await ended;
    } finally {
      child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
    }
    assert.equal(child.exitCode, 0);
    assert.deepEqual(await stateOf(db), { state: NOTIFICATION_STATES.delivered, attempts: 1 });
  });

  /** Runs the notifier until the awaited condition is true. */
  async function runUntil(env: Record<string, string>, what: string, probe: () => Promise<boolean>) {
    const untilStopped = () => waitUntil(what, probe).then(() => 'SIGTERM');
    return cliOn(env.DATABASE_URL!, { env, untilStopped, now: Date.now })(['notifier']);
  }

  /** Creates an application with an invitation that is due. If there is a url, its notification is due too. */
  async function invite(db: Knex, url?: string): Promise<void> {
    const owner = await seedOf(db).partner(url === undefined ? {} : { config: `url|${url}` });
    const expiresAt = 4_000_000_000_000;
    const applicationId = await seedOf(db).application(owner, { appEmail: 'ada@example.com', expiresAt });
    const invitation = { applicationId, accountId: owner.accountId, expiresAt, now: Date.now() };
    await writeTransaction(db, async (trx) => {
      await enqueueInvitations(trx, ['mail'], invitation);
      if (url !== undefined) await enqueueNotification(trx, { kind: 'notification', payload: '{}', ...invitation });
    });
  }

  it('sends invitations where a server for them is configured, their links to PUBLIC_URL', async () => {
    const smtp = await startSmtpReceiver();
    const { url, db } = await createDatabase();
    await invite(db);
    const mail = { SMTP_URL: `smtp://127.0.0.1:${smtp.port}?tls=off`, MAIL_FROM: 'pop@example.com' };
    const env = { DATABASE_URL: url, ...mail, PUBLIC_URL: 'https://pop.example.com' };
    const delivered = async () => (await stateOf(db)).state === NOTIFICATION_STATES.delivered;
    const { code, err } = await runUntil(env, 'the mail', delivered);
    await smtp.close();
    assert.deepEqual([code, err, smtp.mails[0]!.to], [0, '', ['ada@example.com']]);
    const text = readMail(smtp.mails[0]!.raw).parts.get('text/plain')!;
    assert.match(text, /\nhttps:\/\/pop\.example\.com\/app_link\/app_link\.html\?/);
    const refused = await cliOn(url, { env: { DATABASE_URL: url, ...mail } })(['notifier']);
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /^error: PUBLIC_URL is not set/);
  });

  it('leaves invitations to the gateway where no server for them is configured', async () => {
    const receiver = await startReceiver();
    const { url, db } = await createDatabase();
    await invite(db, `http://127.0.0.1:${receiver.port}/`);
    const env = { DATABASE_URL: url, ...ALLOW, OUTBOX_DIR: '/dev/null/outbox' };
    const rows = () => db<{ kind: number; state: number; attempts: number }>('notifications').orderBy('kind');
    await runUntil(env, 'the delivery', async () => (await rows())[0]!.state === NOTIFICATION_STATES.delivered);
    await receiver.close();
    const [, invitation] = await rows();
    assert.deepEqual([invitation!.state, invitation!.attempts], [NOTIFICATION_STATES.live, 0]);
  });

  it('refuses ranges that are none and a database that is not migrated, in words', async () => {
    const { url } = await createDatabase();
    const env = { DATABASE_URL: url, NOTIFY_ALLOW_CIDRS: '127.0.0.1/8' };
    const ranges = await cliOn(url, { env })(['notifier']);
    assert.match(ranges.err, /^error: NOTIFY_ALLOW_CIDRS is not valid: [^\n]*\n$/);
    const { url: empty } = await createDatabase({ empty: true });
    const early = await cliOn(empty)(['notifier']);
    assert.match(early.err, /^error: The database is not migrated [^\n]*\n$/);
    assert.deepEqual([ranges.code, early.code], [1, 1]);
  });
});
