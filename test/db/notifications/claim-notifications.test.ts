import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { type ClaimOptions } from '../../../db/notifications/claim-notifications.js';
import { type DialectConfig } from '../../../db/connection/dialect.js';
import { endClaimed, finishNotifications } from '../../../db/notifications/finish-notifications.js';
import {
  enqueueNotification,
  NOTIFICATION_STATES,
  type NotificationKind,
} from '../../../db/notifications/notifications.js';
import { type AttemptRow } from '../../../db/connection/rows/notification-tables.js';
import { setNotificationsPaused } from '../../../db/notifications/notification-accounts.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { claimDue, finishedAttempt } from '../../support/claims.js';
import { describeOnEachDatabase, sqlite } from '../../support/databases.js';
import { seedOf, type TestPartner } from '../../support/seed.js';

async function enqueue(db: Knex, owner: TestPartner, kind: NotificationKind = 'notification'): Promise<string> {
  const applicationId = await seedOf(db).application(owner);
  return writeTransaction(db, (trx) =>
    enqueueNotification(trx, {
      kind,
      applicationId,
      accountId: owner.accountId,
      payload: '{}',
      expiresAt: 4_000_000_000_000,
      now: 1,
    }),
  );
}

const stateOf = async (db: Knex, id: string) =>
  (await db('notifications').where({ id }).first('state', 'attempts', 'first_started_ms', 'last_status')) as {
    state: number;
    attempts: number;
    first_started_ms: number | null;
    last_status: number | null;
  };
const queued = (db: Knex) => db('notification_queue').pluck('notification_id') as Promise<string[]>;

describeOnEachDatabase('claimNotifications', (create, kind) => {
  it('takes what is due once, with all that an attempt needs', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner({ config: 'url|https://p.example.com/x' });
    const id = await enqueue(db, owner);
    const [claimed, ...others] = await claimDue(db);
    assert.deepEqual(others, []);
    const { token: _token, lateMs, applicationId, ...rest } = claimed!;
    assert.deepEqual(rest, {
      notificationId: id,
      kind: 'notification',
      accountId: owner.accountId,
      claims: 1,
      attempts: 0,
      payload: '{}',
      appUrl: undefined,
      config: 'url|https://p.example.com/x',
      signingSecrets: [],
      firstStartedAt: undefined,
      expiresAt: rest.expiresAt,
      isReminder: false,
    });
    assert.ok(lateMs >= 0);
    assert.match(applicationId, /^\d+$/);
    assert.deepEqual(await claimDue(db), []);
  });

  // The embedded database has no such lock.
  if (kind.name !== 'SQLite') {
    it('takes a row once although the engine passes over SKIP LOCKED', async () => {
      const { db, another } = await create();
      await enqueue(db, await seedOf(db).partner());
      const claimers = [another(), another()];
      let sent = 0;
      let meet!: () => void;
      const bothHaveLooked = new Promise<void>((resolve) => (meet = resolve));
      for (const claimer of claimers) {
        const config = (claimer.client as { config: DialectConfig }).config;
        config.ownDialect = { ...config.ownDialect, skipLocked: '' };
        claimer.on('query', ({ sql }: { sql: string }) => {
          if (sql.startsWith('update `notification_queue`') && ++sent === 2) meet();
        });
      }
      // Both look before one of them can take the row.
      const claims = await writeTransaction(db, async (trx) => {
        await trx('notification_queue').forUpdate().select();
        const taken = claimers.map((claimer) => claimDue(claimer));
        await Promise.race([bothHaveLooked, Promise.all(taken)]);
        return { taken };
      });
      assert.equal((await Promise.all(claims.taken)).flat().length, 1);
    });
  }

  it('takes a row again when its lease has run out, and counts the claims', async () => {
    const { db } = await create();
    await enqueue(db, await seedOf(db).partner());
    await claimDue(db, { leaseMs: -1 });
    const [again] = await claimDue(db);
    assert.equal(again?.claims, 2);
  });

  it('keeps to the free slots of each account and to the limit, and serves the accounts in front first', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [a, b, c] = [await seed.partner(), await seed.partner(), await seed.partner()];
    for (const owner of [a, a, a, b, b, b, c]) await enqueue(db, owner);
    const accounts = [c, b, a].map(({ accountId }) => accountId);
    const first = await claimDue(db, { freeSlots: (id) => (id === c.accountId ? 0 : 2), limit: 3, accounts });
    assert.deepEqual(first.map((one) => one.accountId).sort(), [a.accountId, b.accountId, b.accountId].sort());
  });

  it('claims only for the accounts that it is told, but not for a paused one', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [a, b, c] = [await seed.partner(), await seed.partner(), await seed.partner()];
    for (const owner of [a, b, c]) await enqueue(db, owner);
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, b.accountId, true));
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, c.accountId, false));
    const claimed = await claimDue(db, { accounts: [c.accountId, b.accountId] });
    assert.deepEqual(
      claimed.map((one) => one.accountId),
      [c.accountId],
    );
  });

  it('holds back the rows of a paused account and drops none', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await enqueue(db, owner);
    const setting = { account_id: owner.accountId, paused: true, signing_secrets: '["whsec_x"]' };
    await writeStatement(db, (to) => to('notification_accounts').insert(setting));
    assert.deepEqual(await claimDue(db), []);
    await writeStatement(db, (to) => to('notification_accounts').update({ paused: false }));
    assert.deepEqual(
      (await claimDue(db)).map((one) => one.signingSecrets),
      [['whsec_x']],
    );
  });

  it('takes what goes by one channel alone, and a pause holds back notifications only', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const ids = [];
    for (const kind of ['notification', 'mail', 'sms'] as const) ids.push(await enqueue(db, owner, kind));
    const claimed = async (channel: ClaimOptions['channel']) =>
      (await claimDue(db, { channel })).map((one) => [one.notificationId, one.kind]).sort();
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, owner.accountId, true));
    assert.deepEqual(await claimed('endpoint'), []);
    const messages = [
      [ids[1], 'mail'],
      [ids[2], 'sms'],
    ];
    assert.deepEqual(await claimed('messages'), messages);
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, owner.accountId, false));
    assert.deepEqual(await claimed('endpoint'), [[ids[0], 'notification']]);
    assert.deepEqual(await claimed('messages'), []);
  });

  it('never gives one row to two who claim at once', async () => {
    const { db, another } = await create();
    const owner = await seedOf(db).partner();
    for (let n = 0; n < 60; n += 1) await enqueue(db, owner);
    const others = kind === sqlite ? [db] : [db, another(), another()];
    const rounds = Array.from({ length: 30 }, (_, n) =>
      claimDue(others[n % others.length]!, { freeSlots: () => 7, limit: 7 }),
    );
    const ids = (await Promise.all(rounds)).flat().map((one) => one.notificationId);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 60);
  });
});

describeOnEachDatabase('finishNotifications', (create) => {
  it('ends a delivered notification and keeps the attempt', async () => {
    const { db } = await create();
    const id = await enqueue(db, await seedOf(db).partner());
    const [claimed] = await claimDue(db);
    await finishNotifications(db, [finishedAttempt(claimed!, { reply: 'thanks' })]);
    assert.deepEqual(await queued(db), []);
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.delivered);
    const [attempt] = await db('notification_attempts').select('number', 'outcome', 'status', 'reply');
    assert.deepEqual({ ...attempt }, { number: 1, outcome: 'delivered', status: 200, reply: 'thanks' });
  });

  it('puts a retried one back with its first start remembered and its claims forgotten', async () => {
    const { db } = await create();
    const id = await enqueue(db, await seedOf(db).partner());
    const [claimed] = await claimDue(db);
    const retry = { outcome: 'no-response', status: null, fault: 'refused', next: { dueInMs: 0 } } as const;
    await finishNotifications(db, [finishedAttempt(claimed!, retry)]);
    const [again] = await claimDue(db);
    assert.deepEqual([again?.claims, again?.attempts, again?.firstStartedAt], [1, 1, 1_000]);
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.live);
  });

  it('lets the holder of an old token change nothing, except that a 200 counts', async () => {
    const { db } = await create();
    const id = await enqueue(db, await seedOf(db).partner());
    const [slow] = await claimDue(db, { leaseMs: -1 });
    const [quick] = await claimDue(db);
    await finishNotifications(db, [
      finishedAttempt(slow!, { outcome: 'rejected', status: 410, next: { ended: 'rejected' } }),
    ]);
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.live);
    assert.deepEqual(await queued(db), [id]);
    await finishNotifications(db, [finishedAttempt(slow!, {})]);
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.delivered);
    await finishNotifications(db, [
      finishedAttempt(quick!, { outcome: 'rejected', status: 410, next: { ended: 'rejected' } }),
    ]);
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.delivered);
  });

  type Held = Parameters<typeof endClaimed>[1];
  const endings: Record<string, (db: Knex, held: Held) => Promise<void>> = {
    delivered: (db, held) => finishNotifications(db, [finishedAttempt(held, {})]),
    rejected: (db, held) =>
      finishNotifications(db, [
        finishedAttempt(held, { outcome: 'rejected', status: 410, next: { ended: 'rejected' } }),
      ]),
    expired: (db, held) => endClaimed(db, held, { state: 'expired', now: 9 }),
    parked: (db, held) => endClaimed(db, held, { state: 'parked', now: 9 }),
    cancelled: (db, held) => endClaimed(db, held, { state: 'cancelled', now: 9 }),
  };
  for (const [state, end] of Object.entries(endings)) {
    it(`leaves what is ${state} as it is when the 200 of an older claim comes later`, async () => {
      const { db } = await create();
      const id = await enqueue(db, await seedOf(db).partner());
      const [slow] = await claimDue(db, { leaseMs: -1 });
      const [holder] = await claimDue(db);
      await end(db, holder!);
      const notification = () => db('notifications').where({ id }).first<object>();
      const ended = await notification();
      await finishNotifications(db, [finishedAttempt(slow!, { startedAt: 2_000 })]);
      assert.deepEqual(await notification(), ended);
      assert.deepEqual(await queued(db), []);
    });
  }

  it('keeps the first five attempts and the last ten, and the reply to the last', async () => {
    const { db } = await create();
    const partner = await seedOf(db).partner();
    await enqueue(db, partner);
    await enqueue(db, partner);
    const fail = async (number: number, reply: string) => {
      const both = (await claimDue(db)).map((claimed) =>
        finishedAttempt(claimed, { number, outcome: 'retried', status: 500, reply, next: { dueInMs: -1 } }),
      );
      assert.equal(both.length, 2);
      await finishNotifications(db, both);
    };
    for (let number = 1; number <= 20; number += 1) await fail(number, `reply ${number}`);
    // As a version before left them.
    await writeStatement(db, (to) => to('notification_attempts').update({ reply: 'old' }));
    const row = await db('notification_attempts').first<AttemptRow>();
    await writeStatement(db, (to) => to('notification_attempts').insert({ ...row, number: 7 }));
    await fail(21, 'reply 21');

    const kept = await db('notification_attempts').orderBy(['notification_id', 'number']).select('number', 'reply');
    const of = [1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((number) => ({
      number,
      reply: number === 21 ? 'reply 21' : null,
    }));
    assert.deepEqual(kept, [...of, ...of]);
  });
});

describeOnEachDatabase('endClaimed', (create) => {
  it('ends only what is still held', async () => {
    const { db } = await create();
    const id = await enqueue(db, await seedOf(db).partner());
    const [slow] = await claimDue(db, { leaseMs: -1 });
    const [holder] = await claimDue(db);
    await endClaimed(db, slow!, { state: 'parked', now: 9 });
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.live);
    await endClaimed(db, holder!, { state: 'parked', now: 9 });
    assert.equal((await stateOf(db, id)).state, NOTIFICATION_STATES.parked);
    assert.deepEqual(await queued(db), []);
  });
});
