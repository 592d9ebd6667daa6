import assert from 'node:assert/strict';
import bcrypt from 'bcrypt';
import { once } from 'node:events';
import { listCredentials } from '../../../../db/accounts/credentials.js';
import { permissionsOf } from '../../../../db/accounts/permissions.js';
import { findUser } from '../../../../db/accounts/users.js';
import { LOAD_USER, makeDemoAccounts } from '../../../../src/cli/database/demo-accounts.js';
import { createSession } from '../../../../src/cli/session/session.js';
import { LOAD_BATCH } from '../../../../src/demo/demo-load.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { warmPool } from '../../../support/warm-pool.js';
import { cliOn, terminalOn } from '../cli-on.js';
import { startCli } from '../run-process.js';

describeOnEachDatabase('pop demo', (createDatabase) => {
  it('makes accounts that one partner user may act for, and adds more when run again', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    const first = (await cli(['demo', '--accounts', '2', '--applications', '5', '--generate', '--json'])).json<
      Record<string, unknown>
    >();
    assert.deepEqual(
      { ...first, password: '' },
      {
        user: 'load-partner',
        accounts: ['10000001', '10000002'],
        positions: ['1', '2', '3'],
        applications: 5,
        seed: 1,
        password: '',
      },
    );
    const [credential] = await listCredentials(db, '1');
    assert.ok(await bcrypt.compare(first['password'] as string, credential!.passwordHash));
    const again = await cli(['demo', '--accounts', '1', '--applications', '5', '--password'], 'a password of my own\n');
    assert.equal(again.out, 'Added 5 applications of accounts 10000003 (user load-partner).\n');
    assert.equal((await listCredentials(db, '1')).length, 2);
    assert.deepEqual(
      new Set((await permissionsOf(db, '1')).map((row) => row.accountId)),
      new Set(['10000001', '10000002', '10000003']),
    );
    assert.deepEqual((await db('applications').pluck('id')).length, 10);
  });

  it('has one user however many run at once', async () => {
    const { url, db } = await createDatabase();
    const sessions = Array.from({ length: 6 }, () => createSession(terminalOn(url), { json: true }));
    try {
      // Each session has its connections before any of them begins.
      await Promise.all(sessions.map(async (session) => warmPool(await session.db())));
      const made = await Promise.all(
        sessions.map((session) => makeDemoAccounts(session, { accounts: 1, password: undefined })),
      );
      assert.deepEqual(new Set(made.map(({ userId }) => userId)), new Set([(await findUser(db, LOAD_USER))!.userId]));
      assert.equal((await db('accounts')).length, sessions.length);
    } finally {
      await Promise.all(sessions.map((session) => session.close()));
    }
  });

  it('leaves whole batches when it is killed', async () => {
    const { url, db } = await createDatabase();
    const child = startCli(url, ['demo', '--accounts', '2', '--applications', '40000']);
    await once(child.stderr, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const [row] = (await db('applications').count({ n: '*' })) as [{ n: number }];
    assert.ok(row.n > 0 && row.n < 40_000, String(row.n));
    assert.equal(row.n % LOAD_BATCH, 0);
  });
});
