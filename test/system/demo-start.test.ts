import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../db/connection/connect.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { askList } from '../support/ask-list.js';
import { mysqlDatabase, sqlite } from '../support/databases.js';
import { makeFolder, runProgram, startProcess } from '../support/process.js';

const run = promisify(execFile);

describe('the demo at the start of the gateway', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let databases = 0;

  before(async () => {
    ({ folder, remove } = await makeFolder());
  });
  after(() => remove());

  const demo = () => ({ DATABASE_URL: `sqlite:${join(folder, `${++databases}.sqlite`)}`, DEMO: '1' });

  it('prints a line that works when it is pasted', async () => {
    const gateway = await startProcess(demo());
    try {
      const line = /^curl .*$/m.exec(gateway.stderr())?.[0] ?? '';
      const { stdout } = await run('sh', ['-c', line]);
      const reply = JSON.parse(stdout) as {
        error_code: number;
        count: number;
        application_list: { app_link_full: string }[];
      };
      assert.deepEqual([reply.error_code, reply.count], [0, 3]);
      assert.ok(reply.application_list[0]!.app_link_full.startsWith(`${gateway.url}/app_link/app_link.html?app_link=`));
    } finally {
      await gateway.stop();
    }
  });

  it('never prints a password that somebody chose: curl asks for it', async () => {
    const gateway = await startProcess({ ...demo(), DEMO_PASSWORD: 'chosen-pass' });
    assert.equal((await askList(gateway.port, 'chosen-pass')).error_code, 0);
    const { stderr, stdout } = await gateway.stop();
    assert.match(stderr, /^curl -u demo-partner -H /m);
    assert.doesNotMatch(stderr + stdout, /chosen/);
  });

  it('takes no weak DEMO_PASSWORD where others can reach the gateway', async () => {
    const env = { ...demo(), PUBLIC_URL: 'https://pop.example.com', DEMO_PASSWORD: 'weak-pass' };
    await assert.rejects(startProcess(env), (error: Error) => {
      assert.match(error.message, /DEMO_PASSWORD is too weak where others can reach the gateway.*12 characters/);
      assert.doesNotMatch(error.message, /weak-pass/);
      return true;
    });
  });

  it('makes up a demo password, prints it at the first start only, and keeps it', async () => {
    const env = demo();
    const first = await startProcess(env);
    const password = /password (\S+) \(shown this once\)/.exec(first.stderr())?.[1] ?? '';
    assert.match(password, /^[\w-]{16}$/);
    assert.equal((await askList(first.port, password)).error_code, 0);
    assert.equal((await first.stop()).code, 0);
    const second = await startProcess(env);
    assert.equal((await askList(second.port, password)).error_code, 0);
    const { code, stderr } = await second.stop();
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /password|curl/);
  });

  it('makes DEMO_PASSWORD the password of a demo that was filled without it, and says so once', async () => {
    const env = demo();
    const first = await startProcess(env);
    const password = /password (\S+) \(shown this once\)/.exec(first.stderr())?.[1] ?? '';
    await first.stop();
    const said: boolean[] = [];
    for (let start = 0; start < 2; start++) {
      const gateway = await startProcess({ ...env, DEMO_PASSWORD: 'demo-pass' });
      assert.equal((await askList(gateway.port, 'demo-pass')).error_code, 0);
      assert.equal((await askList(gateway.port, password)).error_code, 1);
      const { stderr } = await gateway.stop();
      said.push(
        /^The password of demo-partner, demo-internal, demo-admin, demo-operator is now the value of DEMO_PASSWORD/m.test(
          stderr,
        ),
      );
    }
    assert.deepEqual(said, [true, false]);
  });

  it('warns, in words and in the log, while its users can sign in where others reach the gateway', async () => {
    const { DATABASE_URL } = demo();
    await (await startProcess({ DATABASE_URL, DEMO: '1' })).stop();
    const { stderr, stdout } = await (await startProcess({ DATABASE_URL, PUBLIC_URL: 'http://127.0.0.1:8080' })).stop();
    assert.match(
      stderr,
      /^Warning: demo-partner, demo-internal, demo-admin, demo-operator of the demo can sign in, and others than/m,
    );
    assert.match(
      stdout,
      /"users":\["demo-partner","demo-internal","demo-admin","demo-operator"\],"msg":"users of the demo can sign in"/,
    );
  });

  it('does not use up the one showing of a made-up password in a start that fails on its port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const env = demo();
    const { code, stderr } = await runProgram('src/main.ts', [], { ...env, PORT: String(port) });
    assert.equal(code, 1);
    assert.match(stderr, /already in use/);
    other.close();
    const gateway = await startProcess(env);
    assert.match(gateway.stderr(), /password \S+ \(shown this once\)/);
    await gateway.stop();
  });

  it('fills an empty database once when two start on it at once', async () => {
    const env = { ...demo(), DEMO_PASSWORD: 'demo' };
    const both = await Promise.all([startProcess(env), startProcess(env)]);
    const lists = await Promise.all(both.map(({ port }) => askList(port, 'demo')));
    assert.deepEqual(
      lists.map((list) => list.application_list?.length),
      [3, 3],
    );
    const ends = await Promise.all(both.map((gateway) => gateway.stop()));
    assert.equal(ends.filter(({ stderr }) => stderr.includes('curl')).length, 1);
  });

  it('puts no demo into a database that holds anything', async () => {
    const env = { ...demo(), DEMO_PASSWORD: 'demo' };
    await (await startProcess({ ...env, DEMO: '0' })).stop();
    const db = connect(env.DATABASE_URL);
    await writeStatement(db, (to) =>
      to('accounts').insert({ id: '1', name: 'a', config: '', link_token: 'a', created_ms: 1 }),
    );
    await db.destroy();
    const gateway = await startProcess(env);
    assert.equal((await askList(gateway.port, 'demo')).error_code, 1);
    assert.doesNotMatch((await gateway.stop()).stderr, /curl/);
  });

  for (const kind of [sqlite, mysqlDatabase]) {
    it(`puts no demo into a database that is not the default one, and says that it is empty (${kind.name})`, async function () {
      if (!(await kind.available())) this.skip();
      const database = await kind.create({ empty: true });
      const gateway = await startProcess({ DATABASE_URL: database.url, DEMO_PASSWORD: 'demo' });
      try {
        assert.equal((await askList(gateway.port, 'demo')).error_code, 1);
        assert.deepEqual(await database.db('users'), []);
        assert.match(
          gateway.stderr(),
          /^Warning: the database (sqlite|mysql):\S+ has no users, so nobody can sign in\. /m,
        );
        assert.match(gateway.stderr(), /^Warning: DEMO_PASSWORD has no effect\. .* DEMO=1$/m);
        assert.doesNotMatch(gateway.stderr(), /curl/);
      } finally {
        await gateway.stop();
        await database.close();
      }
    });
  }
});
