import assert from 'node:assert/strict';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { CLI_NOW, cliOn } from '../cli-on.js';

describeOnEachDatabase('pop user', (createDatabase) => {
  it('creates, lists, disables and enables', async () => {
    const cli = cliOn((await createDatabase()).url);
    const created = await cli(['user', 'create', 'acme', '--kind', 'partner', '--json']);
    assert.deepEqual(created.json(), { user_id: '1', name: 'acme', kind: 'partner' });
    await cli(['user', 'create', 'Zoë tools', '--kind', 'internal']);
    assert.deepEqual((await cli(['user', 'disable', 'acme', '--json'])).json(), { name: 'acme', active: false });
    const time = new Date(CLI_NOW).toISOString();
    assert.deepEqual((await cli(['user', 'list', '--json'])).json(), {
      users: [
        { user_id: '2', name: 'Zoë tools', kind: 'internal', active: true, created: time },
        { user_id: '1', name: 'acme', kind: 'partner', active: false, created: time },
      ],
    });
    assert.match((await cli(['user', 'list'])).out, /^NAME +KIND +STATE +CREATED\n.*\nacme +partner +disabled +2026/);
    assert.equal((await cli(['user', 'enable', 'acme'])).out, 'User acme is active.\n');
  });

  it('refuses, in words', async () => {
    const cli = cliOn((await createDatabase()).url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    const refused: [string[], RegExp][] = [
      [['user', 'create', 'acme', '--kind', 'internal'], /There is a user "acme" already/],
      [['user', 'create', 'a:b', '--kind', 'partner'], /colon/],
      [['user', 'create', 'acme ', '--kind', 'partner'], /begin or end with a space/],
      [['user', 'create', '', '--kind', 'partner'], /must not be empty/],
      [['user', 'create', 'a\u0007', '--kind', 'partner'], /control characters/],
      [['user', 'disable', 'ACME'], /no user "ACME"/],
      [['user', 'enable', 'acme '], /no user "acme "/],
    ];
    for (const [args, says] of refused) {
      const { code, out, err } = await cli(args);
      assert.deepEqual([code, out], [1, ''], args.join(' '));
      assert.match(err, says);
    }
  });
});
