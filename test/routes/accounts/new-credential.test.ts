import assert from 'node:assert/strict';
import bcrypt from 'bcrypt';
import { listCredentials, revokeCredential } from '../../../db/accounts/credentials.js';
import { createUser } from '../../../db/accounts/users.js';
import { newCredential, PASSWORD_COST } from '../../../routes/accounts/new-credential.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { type Seed, seedOf, type TestUser } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeOnEachDatabase('newCredential', (create) => {
  let database: TestDatabase;
  let seed: Seed;
  let user: TestUser;
  beforeEach(async () => {
    database = await create();
    seed = seedOf(database.db);
    user = await seed.user();
  });

  const add = (password: string, more: { cost?: number; expiresAt?: number } = {}) =>
    newCredential(database.db, { userId: user.userId, label: 'new', password, now: TEST_NOW, cost: 4, ...more });
  const hashes = async () => (await listCredentials(database.db, user.userId)).map(({ passwordHash }) => passwordHash);
  const salt = (hash: string | undefined) => hash?.slice(0, 29);

  it('stores a hash that the password fits, and answers the id', async () => {
    const id = await add('the next', { expiresAt: TEST_NOW + 1 });
    const { passwordHash, ...rest } = (await listCredentials(database.db, user.userId)).at(-1)!;
    assert.ok(await bcrypt.compare('the next', passwordHash));
    assert.deepEqual(rest, {
      ...{ credentialId: id, label: 'new', purpose: 'api', version: 1, createdAt: TEST_NOW },
      ...{ lastUsedAt: undefined, expiresAt: TEST_NOW + 1, revokedAt: undefined },
    });
  });

  it('hashes the normal form', async () => {
    await add('pa\u0308ss');
    assert.ok(await bcrypt.compare('p\u00e4ss', (await hashes()).at(-1)!));
  });

  it('hashes all credentials of a user with one salt', async () => {
    await add('second');
    await add('third');
    assert.equal(new Set((await hashes()).map(salt)).size, 1);
  });

  it('hashes the first two of a user with one salt, though they come at once', async () => {
    const userId = (await createUser(database.db, { name: 'new', kind: 'partner', now: TEST_NOW }))!;
    const other = database.another();
    await Promise.all(
      [database.db, other, database.db].map((db, index) =>
        newCredential(db, { userId, label: 'first', password: `p${index}`, now: TEST_NOW, cost: 4 }),
      ),
    );
    const stored = await listCredentials(database.db, userId);
    assert.equal(stored.length, 3);
    assert.equal(new Set(stored.map(({ passwordHash }) => salt(passwordHash))).size, 1);
  });

  it('takes a new salt once all others are revoked, and for another cost', async () => {
    await add('costlier', { cost: 5 });
    const { userId, credentialId } = user;
    await revokeCredential(database.db, { userId, credentialId, now: TEST_NOW });
    await add('after the revocation');
    assert.equal(new Set((await hashes()).map(salt)).size, 3);
  });

  it('gives two users different salts', async () => {
    const [one, two] = [await seed.user(), await seed.user()];
    const saltOf = async ({ userId }: TestUser) => salt((await listCredentials(database.db, userId))[0]!.passwordHash);
    assert.notEqual(await saltOf(one), await saltOf(two));
  });

  it('has a cost of 10 unless told otherwise', async () => {
    await add('dear', { cost: PASSWORD_COST });
    assert.match((await hashes()).at(-1)!, /^\$2b\$10\$/);
  });
});
