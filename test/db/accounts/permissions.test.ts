import assert from 'node:assert/strict';
import { grant, permissionsOf, readAccess, revoke } from '../../../db/accounts/permissions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { findUser } from '../../../db/accounts/users.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { permissionRow, type Seed, seedOf, type TestUser } from '../../support/seed.js';
import { warmPool } from '../../support/warm-pool.js';

describeOnEachDatabase('stored permissions', (create) => {
  let db: TestDatabase['db'];
  let seed: Seed;
  let user: TestUser;
  let accountIds: string[];

  beforeEach(async () => {
    ({ db } = await create());
    seed = seedOf(db);
    user = await seed.user();
    accountIds = [await seed.account(), await seed.account()];
  });

  const version = async (of = user) => (await findUser(db, of.name))!.accessVersion;
  const give = (index: number, permission: number, letters: string) =>
    writeTransaction(db, (trx) => grant(trx, user.userId, permissionRow(accountIds[index]!, permission, letters)));

  it('come back flag by flag, by account and permission', async () => {
    await give(1, 16, 'wd');
    await give(0, 16, 'a');
    await give(0, 8, 'r');
    assert.deepEqual(await permissionsOf(db, user.userId), [
      permissionRow(accountIds[0]!, 8, 'r'),
      permissionRow(accountIds[0]!, 16, 'a'),
      permissionRow(accountIds[1]!, 16, 'wd'),
    ]);
    assert.deepEqual(await permissionsOf(db, (await seed.user()).userId), []);
  });

  it('are set to exactly the flags of the last grant', async () => {
    await give(0, 8, 'rwad');
    await give(0, 8, 'a');
    assert.deepEqual(await permissionsOf(db, user.userId), [permissionRow(accountIds[0]!, 8, 'a')]);
  });

  it('are taken away one by one', async () => {
    await give(0, 8, 'r');
    await give(0, 16, 'r');
    await give(1, 8, 'r');
    const take = (accountId: string, permission: number) =>
      writeTransaction(db, (trx) => revoke(trx, user.userId, { accountId, permission }));
    assert.equal(await take(accountIds[0]!, 8), true);
    assert.equal(await take(accountIds[0]!, 8), false);
    assert.equal(await take(accountIds[1]!, 16), false);
    assert.deepEqual(await permissionsOf(db, user.userId), [
      permissionRow(accountIds[0]!, 16, 'r'),
      permissionRow(accountIds[1]!, 8, 'r'),
    ]);
  });

  it('raise the version of their user and of nobody else with each grant and revoke', async () => {
    const other = await seed.user();
    await give(0, 8, 'r');
    assert.equal(await version(), 2);
    await give(0, 8, 'r');
    assert.equal(await version(), 3);
    await writeTransaction(db, (trx) => revoke(trx, user.userId, { accountId: accountIds[0]!, permission: 8 }));
    assert.equal(await version(), 4);
    assert.equal(await version(other), 1);
  });

  it('change together with the version or not at all', async () => {
    const failed = writeTransaction(db, async (trx) => {
      await grant(trx, user.userId, permissionRow(accountIds[0]!, 8, 'r'));
      throw new Error('after all');
    });
    await assert.rejects(failed, /after all/);
    assert.deepEqual([await permissionsOf(db, user.userId), await version()], [[], 1]);
  });

  it('cannot be given on an account that does not exist', async () => {
    await assert.rejects(writeTransaction(db, (trx) => grant(trx, user.userId, permissionRow('1', 8, 'r'))));
    assert.equal(await version(), 1);
  });

  it('are read together with the version at which they are so', async () => {
    assert.deepEqual(await readAccess(db, user.userId), { version: 1, rows: [] });
    const row = permissionRow(accountIds[0]!, 8, 'r');
    await writeTransaction(db, (trx) => grant(trx, user.userId, row));
    assert.deepEqual(await readAccess(db, user.userId), { version: 2, rows: [row] });
  });

  it('are given at once to one user without one grant undoing another', async () => {
    await warmPool(db);
    const granted = Array.from({ length: 10 }, (_, index) => permissionRow(accountIds[0]!, index + 1, 'r'));
    // With more attempts the grants would succeed in the end, unless there were too many of them.
    const once = { attempts: 1 };
    await Promise.all(granted.map((row) => writeTransaction(db, (trx) => grant(trx, user.userId, row), once)));
    assert.deepEqual(await permissionsOf(db, user.userId), granted);
    assert.equal(await version(), 1 + granted.length);
  });
});
