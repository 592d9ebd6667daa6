import assert from 'node:assert/strict';
import { createUser } from '../../../db/accounts/users.js';
import { listCredentials, revokeCredential, type StoredCredential } from '../../../db/accounts/credentials.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { fillEmptyDatabase } from '../../../src/demo/demo.js';
import { setDemoPassword } from '../../../src/demo/demo-password.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { type Gateway, startGateway } from '../../support/app.js';
import { mysqlDatabase, sqlite, type TestDatabase } from '../../support/databases.js';
import { tryToSignIn } from '../../support/operator.js';
import { TEST_NOW } from '../../support/test-now.js';

const NAMES = ['demo-partner', 'demo-internal', 'demo-admin', 'demo-operator'];

describe('setDemoPassword', () => {
  let database: TestDatabase;
  let gateway: Gateway;
  beforeEach(async () => {
    database = await sqlite.create();
    await fillEmptyDatabase(database.db, { password: 'first', now: TEST_NOW });
    gateway = await startGateway(database.db);
  });
  afterEach(async () => {
    await gateway.close();
    await database.close();
  });

  const set = (password: string | undefined, db = database.db) =>
    setDemoPassword(db, { password, now: TEST_NOW + 1, newId: () => 'a-start' });
  const enters = async (name: string, password: string) =>
    (name === 'demo-operator'
      ? await tryToSignIn(gateway, { name, password })
      : await gateway.call({ name, password }, 'whoami')
    ).status === 200;
  const stored = () => database.db('credentials').orderBy('id');
  const userId = async (name: string) => ((await database.db('users').where({ name }).first()) as { id: string }).id;

  it('makes it the password of all of them, also where the old one was verified a moment ago', async () => {
    for (const name of NAMES) assert.ok(await enters(name, 'first'), name);
    assert.deepEqual(await set('second'), NAMES);
    for (const name of NAMES) {
      assert.ok(await enters(name, 'second'), name);
      assert.ok(!(await enters(name, 'first')), name);
    }
  });

  it('raises the version that caches of other processes know a credential by, and keeps the salt', async () => {
    const before = await stored();
    await set('second');
    const after = await stored();
    before.forEach((one, index) => {
      assert.equal(after[index]!.version, one.version + 1);
      assert.equal(after[index]!.password_hash.slice(0, 29), one.password_hash.slice(0, 29));
    });
  });

  it('changes nothing when it is their password already, or none is given', async () => {
    await set('second');
    const before = await stored();
    assert.deepEqual(await set('second'), []);
    assert.deepEqual(await set(undefined), []);
    assert.deepEqual(await stored(), before);
    assert.equal((await database.db('audit_log')).length, NAMES.length);
  });

  it('leaves alone what people added, whatever its label, and other users', async () => {
    const now = TEST_NOW + 1000;
    const partner = await userId('demo-partner');
    await newCredential(database.db, { userId: partner, label: 'demo', password: 'added', now });
    const other = (await createUser(database.db, { name: 'acme', kind: 'partner', now }))!;
    await newCredential(database.db, { userId: other, label: 'demo', password: 'theirs', now });
    await set('second');
    assert.ok(await enters('demo-partner', 'added'));
    assert.ok(await enters('demo-partner', 'second'));
    assert.ok(await enters('acme', 'theirs'));
    assert.ok(!(await enters('acme', 'second')));
  });

  it('brings no revoked credential back, and makes none where the user is gone', async () => {
    const partner = await userId('demo-partner');
    const [{ credentialId }] = (await listCredentials(database.db, partner)) as [StoredCredential];
    await revokeCredential(database.db, { userId: partner, credentialId, now: TEST_NOW });
    await writeStatement(database.db, (to) => to('users').where({ name: 'demo-admin' }).update({ name: 'renamed' }));
    assert.deepEqual(await set('second'), ['demo-internal', 'demo-operator']);
    assert.ok(!(await enters('demo-partner', 'second')));
    assert.ok(await enters('renamed', 'first'));
  });

  it('leaves alone a user of such a name whom people made', async () => {
    await writeStatement(database.db, (to) => to('users').where({ name: 'demo-admin' }).update({ name: 'renamed' }));
    const made = (await createUser(database.db, { name: 'demo-admin', kind: 'internal', now: TEST_NOW }))!;
    await newCredential(database.db, { userId: made, label: 'demo', password: 'theirs', now: TEST_NOW + 1000 });
    await set('second');
    assert.ok(await enters('demo-admin', 'theirs'));
  });

  it('leaves an entry for each change in the audit log, without the password', async () => {
    await set('second');
    const entries = await database.db('audit_log').orderBy('id');
    assert.deepEqual(
      entries.map(({ user_name, operation, object }) => [user_name, operation, object]),
      NAMES.map((name, index) => [
        'start:DEMO_PASSWORD',
        'credential password',
        `credential ${index + 1} of user ${name}`,
      ]),
    );
    assert.doesNotMatch(JSON.stringify(entries), /second/);
  });

  it('leaves users of these names alone in the database of a server (MySQL)', async function () {
    if (!(await mysqlDatabase.available())) this.skip();
    const server = await mysqlDatabase.create();
    const made = (await createUser(server.db, { name: 'demo-partner', kind: 'partner', now: TEST_NOW }))!;
    await newCredential(server.db, { userId: made, label: 'demo', password: 'theirs', now: TEST_NOW });
    const before = await server.db('credentials');
    assert.deepEqual(await set('second', server.db), []);
    assert.deepEqual(await server.db('credentials'), before);
    await server.close();
  });
});
