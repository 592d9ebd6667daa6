import assert from 'node:assert/strict';
import { lockAccount } from '../../../../db/accounts/accounts.js';
import { claimIdempotencyKey } from '../../../../db/applications/idempotency-keys.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { startGateway } from '../../../support/app.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../../support/databases.js';
import { seedOf } from '../../../support/seed.js';

const EMAIL = 'ada@example.com';

// The embedded database has one lock for all, so there nobody can say what was waited for.
describeOnEachDatabase(
  'an order that waits in vain',
  (create) => {
    it('is refused as running while its key is held, and as unavailable while its account is', async () => {
      const { db, another } = await create();
      const gateway = await startGateway(db);
      try {
        const { user, accountId, positionId } = await seedOf(db).partner();
        const order = (key: string, more: object = {}) =>
          gateway.call(
            user,
            'createApplication',
            { account_id: accountId },
            { body: { position_id: positionId, email: EMAIL, ...more }, headers: { 'idempotency-key': key } },
          );
        const held = { accountId, userId: user.userId, key: 'held' };
        const replies = await writeTransaction(another(), async (trx) => {
          await lockAccount(trx, accountId);
          await claimIdempotencyKey(trx, held, { requestHash: 'another', now: 1 });
          let isOver = false;
          const both = Promise.all([order('held'), order('free', { fail_on_dup: true })]);
          void both.finally(() => (isOver = true)).catch(() => undefined);
          // A transaction that does nothing for so long would be ended by the server.
          while (!isOver) await trx.raw('do sleep(0.2)');
          return both;
        });
        assert.deepEqual(
          replies.map(({ status, body }) => [status, body.type]),
          [
            [409, 'urn:pop:problem:idempotency-key-running'],
            [503, 'urn:pop:problem:overloaded'],
          ],
        );
        assert.equal((await order('free', { fail_on_dup: true })).status, 201);
      } finally {
        await gateway.close();
      }
    }).timeout(60_000);
  },
  [mysqlDatabase],
);
