import assert from 'node:assert/strict';
import {
  claimIdempotencyKey,
  findIdempotencyKey,
  forgetIdempotencyKeys,
} from '../../../db/applications/idempotency-keys.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { storeIdempotencyKey } from '../../support/store-idempotency-key.js';

const SCOPE = { accountId: '10000001', userId: '1', key: 'order-1' };
const FIRST = { requestHash: 'hash', reply: '{"application_id":"1"}', now: 10 };

describeOnEachDatabase('idempotency keys', (create) => {
  let db: TestDatabase['db'];

  beforeEach(async () => {
    ({ db } = await create());
    await writeTransaction(db, (trx) => storeIdempotencyKey(trx, SCOPE, FIRST));
  });

  it('give back the first request and its reply', async () => {
    const { requestHash, reply } = FIRST;
    assert.deepEqual(await findIdempotencyKey(db, SCOPE), { requestHash, reply });
  });

  const others = [
    { ...SCOPE, accountId: '10000002' },
    { ...SCOPE, userId: '2' },
    { ...SCOPE, key: 'Order-1' },
    { ...SCOPE, key: 'order-1 ' },
    { ...SCOPE, key: 'order-' },
  ];
  for (const scope of others) {
    it(`are others of ${JSON.stringify(scope)}`, async () => {
      assert.equal(await findIdempotencyKey(db, scope), undefined);
      await writeTransaction(db, (trx) => storeIdempotencyKey(trx, scope, FIRST));
    });
  }

  it('are claimed once and never overwritten', async () => {
    const again = await writeTransaction(db, (trx) => claimIdempotencyKey(trx, SCOPE, { requestHash: 'x', now: 11 }));
    assert.equal(again, false);
    const { requestHash, reply } = FIRST;
    assert.deepEqual(await findIdempotencyKey(db, SCOPE), { requestHash, reply });
  });

  it('are forgotten when older than the instant given', async () => {
    const younger = { ...SCOPE, key: 'order-2' };
    await writeTransaction(db, (trx) => storeIdempotencyKey(trx, younger, { ...FIRST, now: 11 }));
    assert.equal(await forgetIdempotencyKeys(db, 10), 0);
    assert.equal(await forgetIdempotencyKeys(db, 11), 1);
    assert.equal(await findIdempotencyKey(db, SCOPE), undefined);
    assert.ok(await findIdempotencyKey(db, younger));
  });
});
