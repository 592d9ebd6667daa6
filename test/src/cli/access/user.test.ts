import assert from 'node:assert/strict';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { CLI_NOW, cliOn } from '../cli-on.js';

describeOnEachDatabase('pop user', (createDatabase) => {
  it('creates, lists, disables and enables', async () => {
    const cli = cliOn((await createDatabase()).url);
    const created = await cli(['user', 'create', 'acme', '--kind', 'partner', '--json']);
    assert.deepEqual(created.json(), { user_id: '1', name: 'acme', kind: 'partner' });
    await cli(['user', 'create', 'Zoë-tools', '--kind', 'internal']);
    assert.deepEqual((await cli(['user', 'disable', 'acme', '--json'])).json(), { name: 'acme', active: false });
    const time = new Date(CLI_NOW).toISOString();
    assert.deepEqual((await cli(['user', 'list', '--json'])).json(), {
      users: [
        { user_id: '2', name: 'Zoë-tools', kind: 'internal', active: true, console_role: null, created: time },
        { user_id: '1', name: 'acme', kind: 'partner', active: false, console_role: null, created: time },
      ],
    });
    assert.match(
      (await cli(['user', 'list'])).out,
      /^NAME +KIND +STATE +CONSOLE +CREATED\n.*\nacme +partner +disabled +- +2026/,
    );
    assert.equal((await cli(['user', 'enable', 'acme'])).out, 'User acme is active.\n');
  });

  it('renames, with credentials and permissions, and says so in the audit log', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['account', 'create', 'Acme']);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await cli(['credential', 'add', 'acme', '--label', 'first', '--generate']);
    await cli(['grant', 'acme', '10000001', '--partner']);
    const renamed = await cli(['user', 'rename', 'acme', 'acme-eu', '--json']);
    assert.deepEqual(renamed.json(), { name: 'acme-eu', former_name: 'acme' });
    assert.match((await cli(['account', 'show', '10000001'])).out, /\nacme-eu +partner +partner-std/);
    assert.match((await cli(['credential', 'list', 'acme-eu'])).out, /first +api +active/);
    assert.equal((await cli(['user', 'disable', 'acme'])).err, 'error: There is no user "acme"; see pop user list.\n');
    assert.equal((await cli(['user', 'create', 'acme', '--kind', 'partner'])).code, 0);
    const objects = await db('audit_log').where({ operation: 'user rename' }).pluck('object');
    assert.deepEqual(objects, ['user acme is now acme-eu']);
  });

  it('deletes for good: nothing is left to a new user of that name, and the list of deleted ones keeps it', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['account', 'create', 'Acme']);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await cli(['credential', 'add', 'acme', '--label', 'first', '--generate']);
    await cli(['grant', 'acme', '10000001', '--partner']);
    assert.deepEqual((await cli(['user', 'delete', 'acme', '--json'])).json(), { user_id: '1', name: 'acme' });
    for (const name of ['acme', 'deleted:1']) {
      for (const args of [
        ['user', 'enable', name],
        ['credential', 'list', name],
        ['grant', name, '10000001', '--partner'],
      ]) {
        assert.match((await cli(args)).err, /^error: There is no user /, args.join(' '));
      }
    }
    assert.deepEqual((await cli(['user', 'list', '--json'])).json(), { users: [] });
    assert.match((await cli(['account', 'show', '10000001'])).out, /No user has a permission/);
    const created = (await cli(['user', 'create', 'acme', '--kind', 'partner', '--json'])).json<{ user_id: string }>();
    assert.notEqual(created.user_id, '1');
    assert.match((await cli(['credential', 'list', 'acme'])).out, /acme has no credentials/);
    const time = new Date(CLI_NOW).toISOString();
    assert.deepEqual((await cli(['user', 'list', '--deleted', '--json'])).json(), {
      users: [{ user_id: '1', former_name: 'acme', kind: 'partner', created: time, deleted: time }],
    });
    assert.match((await cli(['user', 'list', '--deleted'])).out, /^ID +FORMER NAME .*\n1 +acme +partner /);
    const objects = await db('audit_log').where({ operation: 'user delete' }).pluck('object');
    assert.deepEqual(objects, ['user acme (id 1)']);
    assert.equal(await db('credentials').where({ user_id: '1' }).whereNull('revoked_ms').first(), undefined);
  });

  it('takes a name in each form for the same', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    const [composed, decomposed] = ['Zo\u00eb', 'Zoe\u0308'];
    const created = await cli(['user', 'create', decomposed, '--kind', 'partner', '--json']);
    assert.deepEqual(created.json(), { user_id: '1', name: composed, kind: 'partner' });
    assert.match((await cli(['user', 'create', composed, '--kind', 'partner'])).err, /There is a user "Zoë" already/);
    await cli(['account', 'create', 'Acme']);
    for (const args of [
      ['credential', 'add', decomposed, '--label', 'l', '--generate'],
      ['credential', 'list', decomposed],
      ['credential', 'revoke', decomposed, '1'],
      ['grant', decomposed, '10000001', '--partner'],
      ['revoke', decomposed, '10000001', 'partner-std'],
      ['user', 'disable', decomposed],
      ['user', 'rename', decomposed, `${decomposed}-2`],
      ['user', 'delete', `${decomposed}-2`],
    ]) {
      const { code, err } = await cli(args);
      assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    }
    const objects = await db('audit_log').orderBy('id').pluck('object');
    assert.ok(objects.includes('user Zo\u00eb is now Zo\u00eb-2'));
    assert.equal(objects.join().includes('\u0308'), false);
  });

  it('goes on with a user whose name could not be set today', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await writeStatement(db, (to) => to('users').update({ name: 'two words' }));
    assert.equal((await cli(['credential', 'add', 'two words', '--label', 'l', '--generate'])).code, 0);
    assert.equal((await cli(['user', 'disable', 'two words'])).code, 0);
    assert.equal((await cli(['user', 'rename', 'two words', 'one-word'])).code, 0);
  });

  it('gives a user of an older release the normal form of its name', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await writeStatement(db, (to) => to('users').update({ name: 'Zoe\u0308' }));
    assert.match((await cli(['user', 'create', 'Zo\u00eb', '--kind', 'partner'])).err, /There is a user "Zoë" already/);
    assert.equal((await cli(['user', 'disable', 'Zo\u00eb'])).code, 0);
    assert.equal((await cli(['user', 'rename', 'Zo\u00eb', 'Zo\u00eb'])).code, 0);
    assert.deepEqual(await db('users').select('name', 'active'), [{ name: 'Zo\u00eb', active: 0 }]);
  });

  it('refuses, in words', async () => {
    const cli = cliOn((await createDatabase()).url);
    for (const name of ['acme', 'other']) await cli(['user', 'create', name, '--kind', 'partner']);
    const refused: [string[], RegExp][] = [
      [['user', 'create', 'acme', '--kind', 'internal'], /There is a user "acme" already/],
      [['user', 'create', 'a:b', '--kind', 'partner'], /colon/],
      [['user', 'create', 'acme ', '--kind', 'partner'], /only letters, digits/],
      [['user', 'create', '', '--kind', 'partner'], /must not be empty/],
      [['user', 'create', 'a\u0007', '--kind', 'partner'], /control characters/],
      [['user', 'disable', 'ACME'], /no user "ACME"/],
      [['user', 'enable', 'acme '], /no user "acme "/],
      [['user', 'rename', 'nobody', 'other'], /no user "nobody"/],
      [['user', 'rename', 'acme', 'acme'], /There is a user "acme" already/],
      [['user', 'rename', 'acme', 'other'], /There is a user "other" already/],
      [['user', 'rename', 'acme', 'a:b'], /colon/],
      [['user', 'rename', 'acme', 'candidate'], /must not be "candidate"/],
      [['user', 'delete', 'nobody'], /no user "nobody"/],
    ];
    for (const [args, says] of refused) {
      const { code, out, err } = await cli(args);
      assert.deepEqual([code, out], [1, ''], args.join(' '));
      assert.match(err, says);
    }
  });
});
