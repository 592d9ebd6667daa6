import assert from 'node:assert/strict';
import {
  findApplication,
  findDuplicate,
  lockApplication,
  updateApplication,
} from '../../../db/applications/applications.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { newApplication, type Seed, seedOf, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeOnEachDatabase('applications', (create) => {
  let db: TestDatabase['db'];
  let seed: Seed;
  let owner: TestPartner;

  beforeEach(async () => {
    ({ db } = await create());
    seed = seedOf(db);
    owner = await seed.partner();
  });

  it('come back as they were inserted, with the names they point to', async () => {
    const made = newApplication(owner, {
      fields: [
        { name: '__proto__', value: 'x' },
        { name: 'ü', value: '😀\n"\\' },
      ],
    });
    const id = await seed.application(owner, made);
    const found = (await findApplication(db, id))!;
    assert.deepEqual(
      [found.applicationId, found.accountId, found.positionId, found.positionName, found.userName],
      [id, owner.accountId, owner.positionId, 'Customer Service', owner.user.name],
    );
    assert.deepEqual(
      [found.appToken, found.repToken, found.repAccToken, found.dateSub, found.expiresAt, found.updatedAt],
      [made.appToken, made.repToken, made.repAccToken, made.dateSub, made.expiresAt, TEST_NOW],
    );
    assert.deepEqual([found.state, found.languageId, found.completedAt], [1, 'eng', undefined]);
    assert.deepEqual(found.fields, made.fields);
    assert.equal(await findApplication(db, '999'), undefined);
  });

  it('have tokens of which none is given twice', async () => {
    const first = newApplication(owner);
    await seed.application(owner, first);
    for (const name of ['appToken', 'repToken', 'repAccToken'] as const) {
      await assert.rejects(seed.application(owner, { [name]: first[name] }), name);
    }
    // Tokens are case-sensitive.
    const lower = 'a'.repeat(22);
    await seed.application(owner, { appToken: lower });
    await seed.application(owner, { appToken: lower.toUpperCase() });
  });

  it('are found as duplicates by account, position and address, the newest first', async () => {
    const [old, newest] = [await seed.application(owner), await seed.application(owner, { state: 3 })];
    assert.ok(BigInt(old) < BigInt(newest));
    const { accountId, positionId } = owner;
    const like = { accountId, positionId, candidateEmail: 'ada@example.com' };
    assert.equal(await findDuplicate(db, like), newest);
    assert.equal(await findDuplicate(db, { ...like, candidateEmail: 'ad@example.com' }), undefined);
    assert.equal(await findDuplicate(db, { ...like, candidateEmail: 'ada@example.com ' }), undefined);
    assert.equal(await findDuplicate(db, { ...like, accountId: await seed.account() }), undefined);
    assert.equal(await findDuplicate(db, { ...like, positionId: await seed.position([]) }), undefined);
  });

  it('change only in what is given, and in the instant of the change', async () => {
    const [id, other] = [await seed.application(owner), await seed.application(owner)];
    const change = (more: { state?: number; expiresAt?: number }, now: number) =>
      writeTransaction(db, (trx) => updateApplication(trx, id, more, now));
    const before = (await findApplication(db, id))!;
    await change({ state: 3 }, 20);
    assert.deepEqual(await findApplication(db, id), { ...before, state: 3, updatedAt: 20 });
    await change({ expiresAt: 99 }, 30);
    assert.deepEqual(await findApplication(db, id), { ...before, state: 3, expiresAt: 99, updatedAt: 30 });
    assert.equal((await findApplication(db, other))!.updatedAt, TEST_NOW);
  });

  it('are locked by one transaction at a time', async () => {
    const id = await seed.application(owner);
    const later = () =>
      writeTransaction(db, async (trx) => {
        const { expiresAt } = (await lockApplication(trx, id))!;
        await updateApplication(trx, id, { expiresAt: expiresAt + 1 }, TEST_NOW);
      });
    const { expiresAt } = (await findApplication(db, id))!;
    await Promise.all(Array.from({ length: 20 }, later));
    assert.equal((await findApplication(db, id))!.expiresAt, expiresAt + 20);
    assert.equal(await writeTransaction(db, (trx) => lockApplication(trx, '999')), undefined);
  });
});
