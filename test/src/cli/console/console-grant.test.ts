import assert from 'node:assert/strict';
import { listAudit } from '../../../../db/accounts/list-audit.js';
import { listCredentials } from '../../../../db/accounts/credentials.js';
import { findUser } from '../../../../db/accounts/users.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop console grant', (createDatabase) => {
  async function start() {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['user', 'create', 'olga', '--kind', 'internal']);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    const roleOf = async (name: string) => (await findUser(db, name))?.consoleRole;
    return { cli, db, roleOf };
  }

  it('gives a role, another one and none, each in the audit log', async () => {
    const { cli, db, roleOf } = await start();
    for (const [given, role] of [
      ['admin', 'admin'],
      ['viewer', 'viewer'],
      ['none', undefined],
    ] as const) {
      const granted = await cli(['console', 'grant', 'olga', given, '--json']);
      assert.deepEqual(granted.json(), { user: 'olga', role: role ?? null });
      assert.equal(await roleOf('olga'), role);
    }
    const entries = await listAudit(db, { operation: 'console grant', limit: 9 });
    assert.deepEqual(
      entries.map(({ object, outcome }) => `${object}: ${outcome}`),
      ['user olga admin: ok', 'user olga viewer: ok', 'user olga none: ok'],
    );
  });

  for (const { name, args, says } of [
    { name: 'a user of a partner', args: ['acme', 'viewer'], says: /acme is a user of kind partner/ },
    { name: 'a user that nobody has', args: ['nobody', 'viewer'], says: /nobody/ },
    { name: 'a role that is none', args: ['olga', 'owner'], says: /viewer, operator, admin, none/ },
  ]) {
    it(`refuses ${name} in words`, async () => {
      const { cli, roleOf } = await start();
      const { code, err } = await cli(['console', 'grant', ...args]);
      assert.notEqual(code, 0);
      assert.match(err, says);
      assert.equal(await roleOf('acme'), undefined);
      assert.equal(await roleOf('olga'), undefined);
    });
  }

  it('is followed by a password that is for the console', async () => {
    const { cli, db } = await start();
    const add = ['--label', 'l', '--console', '--generate', '--json'];
    const added = (await cli(['credential', 'add', 'olga', ...add])).json<Record<string, string>>();
    assert.equal(added['purpose'], 'console');
    assert.deepEqual(
      (await listCredentials(db, '1')).map(({ purpose }) => purpose),
      ['console'],
    );
    const { code, err } = await cli(['credential', 'add', 'acme', ...add]);
    assert.notEqual(code, 0);
    assert.match(err, /users of kind internal/);
  });
});
