import assert from 'node:assert/strict';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { createUser, findUser, listUsers, raiseAccessVersion, setUserActive } from '../../../db/accounts/users.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';

describeOnEachDatabase('users', (create) => {
  let db: TestDatabase['db'];

  beforeEach(async () => {
    ({ db } = await create());
  });

  it('are found by their exact name', async () => {
    const userId = await createUser(db, { name: 'Zoë', kind: 'internal', now: 5 });
    const stored = { userId, name: 'Zoë', kind: 'internal', active: true, accessVersion: 1, createdAt: 5 };
    assert.deepEqual(await findUser(db, 'Zoë'), stored);
    for (const name of ['zoë', 'ZOË', 'Zoe', 'Zoë ', ' Zoë', 'Zoe\u0308', '']) {
      assert.equal(await findUser(db, name), undefined, JSON.stringify(name));
    }
  });

  it('have names that differ by case or accents, but never the same twice', async () => {
    for (const name of ['ada', 'Ada', 'adà']) assert.ok(await createUser(db, { name, kind: 'partner', now: 1 }));
    assert.equal(await createUser(db, { name: 'ada', kind: 'internal', now: 2 }), undefined);
    assert.equal((await findUser(db, 'ada'))!.kind, 'partner');
  });

  it('are listed by name', async () => {
    for (const name of ['b', 'a', 'c']) await createUser(db, { name, kind: 'partner', now: 1 });
    const names = (await listUsers(db)).map((user) => user.name);
    assert.deepEqual(names, ['a', 'b', 'c']);
  });

  it('can be disabled and enabled by name', async () => {
    await createUser(db, { name: 'ada', kind: 'partner', now: 1 });
    await createUser(db, { name: 'bob', kind: 'partner', now: 1 });
    assert.equal(await setUserActive(db, 'ada', false), true);
    assert.deepEqual([(await findUser(db, 'ada'))!.active, (await findUser(db, 'bob'))!.active], [false, true]);
    // Setting the same value again is no failure.
    assert.equal(await setUserActive(db, 'ada', false), true);
    assert.equal(await setUserActive(db, 'ada', true), true);
    assert.equal((await findUser(db, 'ada'))!.active, true);
    assert.equal(await setUserActive(db, 'nobody', false), false);
  });

  it('count the versions of their access', async () => {
    const userId = (await createUser(db, { name: 'ada', kind: 'partner', now: 1 }))!;
    await createUser(db, { name: 'bob', kind: 'partner', now: 1 });
    await writeTransaction(db, (trx) => raiseAccessVersion(trx, userId));
    await writeTransaction(db, (trx) => raiseAccessVersion(trx, userId));
    assert.equal((await findUser(db, 'ada'))!.accessVersion, 3);
    assert.equal((await findUser(db, 'bob'))!.accessVersion, 1);
  });
});
