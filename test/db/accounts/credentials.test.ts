import assert from 'node:assert/strict';
import {
  addCredential,
  listCredentials,
  noteCredentialUse,
  revokeCredential,
} from '../../../db/accounts/credentials.js';
import { findSignInUser } from '../../../db/accounts/find-sign-in-user.js';
import { createUser, setUserActive } from '../../../db/accounts/users.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';

describeOnEachDatabase('credentials', (create) => {
  let db: TestDatabase['db'];
  let userId: string;
  let otherId: string;

  beforeEach(async () => {
    ({ db } = await create());
    userId = (await createUser(db, { name: 'ada', kind: 'partner', now: 1 }))!;
    otherId = (await createUser(db, { name: 'bob', kind: 'internal', now: 1 }))!;
  });

  const add = (label: string, expiresAt?: number) =>
    addCredential(db, { userId, label, passwordHash: `hash of ${label}`, expiresAt, now: 10 });

  it('are listed oldest first, with all that is known of them', async () => {
    const [first, second] = [await add('first'), await add('second', 99)];
    const plain = { purpose: 'api', version: 1, createdAt: 10, lastUsedAt: undefined, revokedAt: undefined };
    assert.deepEqual(await listCredentials(db, userId), [
      { ...plain, credentialId: first, label: 'first', passwordHash: 'hash of first', expiresAt: undefined },
      { ...plain, credentialId: second, label: 'second', passwordHash: 'hash of second', expiresAt: 99 },
    ]);
    assert.deepEqual(await listCredentials(db, otherId), []);
  });

  it('are revoked once, and only as credentials of their own user', async () => {
    const [first, second] = [await add('first'), await add('second')];
    assert.equal(await revokeCredential(db, { userId: otherId, credentialId: first, now: 20 }), false);
    assert.equal(await revokeCredential(db, { userId, credentialId: first, now: 20 }), true);
    assert.equal(await revokeCredential(db, { userId, credentialId: first, now: 30 }), false);
    assert.equal(await revokeCredential(db, { userId, credentialId: '999', now: 30 }), false);
    const revoked = (await listCredentials(db, userId)).map(({ credentialId, revokedAt }) => [credentialId, revokedAt]);
    assert.deepEqual(revoked, [
      [first, 20],
      [second, undefined],
    ]);
  });

  it('remember their last use', async () => {
    const [first] = [await add('first'), await add('second')];
    await noteCredentialUse(db, first, 1_800_000_000_000);
    const used = (await listCredentials(db, userId)).map(({ lastUsedAt }) => lastUsedAt);
    assert.deepEqual(used, [1_800_000_000_000, undefined]);
  });

  it('are read for a sign-in in one statement, the revoked ones left out', async () => {
    const [first, second, third] = [await add('first'), await add('second', 99), await add('third')];
    await revokeCredential(db, { userId, credentialId: first, now: 20 });
    const plain = { purpose: 'api', version: 1, revokedAt: undefined };
    assert.deepEqual(await findSignInUser(db, 'ada'), {
      userId,
      userName: 'ada',
      kind: 'partner',
      active: true,
      accessVersion: 1,
      consoleRole: undefined,
      credentials: [
        { ...plain, credentialId: second, passwordHash: 'hash of second', expiresAt: 99 },
        { ...plain, credentialId: third, passwordHash: 'hash of third', expiresAt: undefined },
      ],
    });
  });

  it('may all be missing at a sign-in, of a user who is disabled too', async () => {
    await setUserActive(db, otherId, false);
    const found = await findSignInUser(db, 'bob');
    assert.deepEqual([found?.kind, found?.active, found?.credentials], ['internal', false, []]);
  });

  for (const name of ['Ada', 'ada ', ' ada', 'ad', 'ada%', '', 'ad\u00e0', "ada' or '1'='1"]) {
    it(`know no user ${JSON.stringify(name)} at a sign-in`, async () => {
      await add('first');
      assert.equal(await findSignInUser(db, name), undefined);
    });
  }
});
