import assert from 'node:assert/strict';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { findSignInUser } from '../../../db/accounts/find-sign-in-user.js';
import {
  createUser,
  findUser,
  listUsers,
  raiseAccessVersion,
  renameUser,
  setUserActive,
} from '../../../db/accounts/users.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';

describeOnEachDatabase('users', (create) => {
  let db: TestDatabase['db'];

  beforeEach(async () => {
    ({ db } = await create());
  });

  /** Adds a user as releases did that stored names as they were given. */
  async function createAsGiven(name: string): Promise<string> {
    const row = { name, kind: 'partner', active: true, access_version: 1, created_ms: 1 } as const;
    const [id] = await writeTransaction(db, (trx) => trx('users').insert(row));
    return String(id);
  }

  it('are found by their exact name', async () => {
    const userId = await createUser(db, { name: 'Zoë', kind: 'internal', now: 5 });
    const stored = {
      ...{ userId, name: 'Zoë', kind: 'internal', active: true, consoleRole: undefined },
      ...{ accessVersion: 1, createdAt: 5 },
    };
    assert.deepEqual(await findUser(db, 'Zoë'), stored);
    for (const name of ['zoë', 'ZOË', 'Zoe', 'Zoë ', ' Zoë', 'Zoe\u0308 ', '']) {
      assert.equal(await findUser(db, name), undefined, JSON.stringify(name));
    }
  });

  it('have names that differ by case or accents, but never the same twice', async () => {
    for (const name of ['ada', 'Ada', 'adà']) assert.ok(await createUser(db, { name, kind: 'partner', now: 1 }));
    assert.equal(await createUser(db, { name: 'ada', kind: 'internal', now: 2 }), undefined);
    assert.equal((await findUser(db, 'ada'))!.kind, 'partner');
  });

  describe('whose names differ only in form', () => {
    const [composed, decomposed] = ['Zo\u00eb', 'Zoe\u0308'];
    const idsOf = async (name: string) => [
      (await findUser(db, name))?.userId,
      (await findSignInUser(db, name))?.userId,
    ];

    it('are one user, stored in the normal form', async () => {
      const userId = await createUser(db, { name: decomposed, kind: 'partner', now: 1 });
      assert.equal(await createUser(db, { name: composed, kind: 'partner', now: 1 }), undefined);
      assert.equal(await createUser(db, { name: decomposed, kind: 'partner', now: 1 }), undefined);
      for (const name of [composed, decomposed]) assert.deepEqual(await idsOf(name), [userId, userId]);
      assert.deepEqual([(await findUser(db, decomposed))!.name, (await listUsers(db)).length], [composed, 1]);
    });

    it('are one user also if it was stored in another form before', async () => {
      const userId = await createAsGiven(decomposed);
      assert.equal(await createUser(db, { name: composed, kind: 'partner', now: 1 }), undefined);
      for (const name of [composed, decomposed]) assert.deepEqual(await idsOf(name), [userId, userId]);
      assert.equal((await findSignInUser(db, composed))!.userName, decomposed);
    });

    it('stay two users if both were stored before', async () => {
      const [one, two] = [await createAsGiven(composed), await createAsGiven(decomposed)];
      assert.deepEqual(await idsOf(composed), [one, one]);
      assert.deepEqual(await idsOf(decomposed), [two, two]);
    });

    it('cannot be given to another user, but a user can get the normal form of its own', async () => {
      const userId = await createAsGiven(decomposed);
      const otherId = (await createUser(db, { name: 'ada', kind: 'partner', now: 1 }))!;
      const rename = (id: string, name: string) => writeTransaction(db, (trx) => renameUser(trx, id, name));
      for (const name of [composed, decomposed]) assert.equal(await rename(otherId, name), false);
      assert.equal(await rename(userId, decomposed), true);
      assert.deepEqual((await listUsers(db)).map(({ name }) => name), [composed, 'ada']); // prettier-ignore
    });
  });

  it('are listed by name', async () => {
    for (const name of ['b', 'a', 'c']) await createUser(db, { name, kind: 'partner', now: 1 });
    const names = (await listUsers(db)).map((user) => user.name);
    assert.deepEqual(names, ['a', 'b', 'c']);
  });

  it('can be disabled and enabled', async () => {
    const ada = (await createUser(db, { name: 'ada', kind: 'partner', now: 1 }))!;
    await createUser(db, { name: 'bob', kind: 'partner', now: 1 });
    assert.equal(await setUserActive(db, ada, false), true);
    assert.deepEqual([(await findUser(db, 'ada'))!.active, (await findUser(db, 'bob'))!.active], [false, true]);
    // Setting the same value again is no failure.
    assert.equal(await setUserActive(db, ada, false), true);
    assert.equal(await setUserActive(db, ada, true), true);
    assert.equal((await findUser(db, 'ada'))!.active, true);
    assert.equal(await setUserActive(db, '999', false), false);
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
