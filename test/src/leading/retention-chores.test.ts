import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Knex } from 'knex';
import { recordAudit } from '../../../db/accounts/audit.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { hasQueueMinute, writeQueueMinute } from '../../../db/figures/queue-minutes.js';
import { readConfig } from '../../../src/config/config.js';
import { retentionChores } from '../../../src/leading/retention-chores.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../support/seed.js';
import { storeIdempotencyKey } from '../../support/store-idempotency-key.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;
const QUEUE = { channel: 1, queued: 0, due: 0, oldestDueAgeMs: 0, parked: 0 };

/** Runs each chore until it finds nothing more, as housekeeping does. */
async function runAll(chores: ((now: number) => Promise<number>)[], now: number): Promise<void> {
  for (const chore of chores) while ((await chore(now)) > 0);
}

describeOnEachDatabase('retentionChores', (create) => {
  let db: Knex;
  let owner: TestPartner;
  beforeEach(async () => {
    ({ db } = await create());
    owner = await seedOf(db).partner();
  });

  /** One row of each kind that began (and ended) so many days ago. */
  const makeAged = async (days: number) => {
    const at = TEST_NOW - days * DAY;
    await seedNotification(db, owner, { state: 'delivered', createdAt: at });
    const { accountId, user } = owner;
    await writeTransaction(db, (trx) =>
      storeIdempotencyKey(
        trx,
        { accountId, userId: user.userId, key: randomUUID() },
        { requestHash: '', reply: '', now: at },
      ),
    );
    const by = { userName: 'u', credentialId: undefined, operation: 'o', object: 'x', outcome: 'ok', address: '' };
    await recordAudit(db, { ...by, at, requestId: `${days}` });
    await writeQueueMinute(db, at, [QUEUE]);
  };
  const left = async () => ({
    notifications: (await db('notifications').pluck('id')).length,
    keys: (await db('idempotency_keys').pluck('idempotency_key')).length,
    audit: await db('audit_log').orderBy('id').pluck('request_id'),
  });

  it('delete what is older than the defaults, and nothing else', async () => {
    for (const days of [3_660, 401, 398, 9, 7.5, 6.5, 0]) await makeAged(days);
    await runAll(retentionChores(db, readConfig({}).retention), TEST_NOW);
    assert.deepEqual(await left(), { notifications: 5, keys: 2, audit: ['401', '398', '9', '7.5', '6.5', '0'] });
    const minutes = [9, 7.5].map((days) => hasQueueMinute(db, TEST_NOW - days * DAY));
    assert.deepEqual(await Promise.all(minutes), [false, true]);
  });

  it('keep everything where the retention is never', async () => {
    const { retention } = readConfig({
      ATTEMPTS_RETENTION_DAYS: 'never',
      NOTIFICATIONS_RETENTION_DAYS: 'never',
      IDEMPOTENCY_RETENTION_DAYS: 'never',
      AUDIT_RETENTION_DAYS: 'never',
      FIGURES_RETENTION_DAYS: 'never',
    });
    assert.deepEqual(retentionChores(db, retention), []);
  });

  it('look for notifications again after some hours, also when the clock was set back', async () => {
    const chores = retentionChores(db, readConfig({ NOTIFICATIONS_RETENTION_DAYS: '5' }).retention);
    await runAll(chores, TEST_NOW);
    await makeAged(6);
    await runAll(chores, TEST_NOW + 60_000);
    assert.equal((await left()).notifications, 1);
    await runAll(chores, TEST_NOW + 7 * 60 * 60 * 1000);
    assert.equal((await left()).notifications, 0);
    await makeAged(6);
    await runAll(chores, TEST_NOW - DAY / 2);
    assert.equal((await left()).notifications, 0);
  });
});
