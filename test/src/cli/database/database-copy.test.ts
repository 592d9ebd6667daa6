import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describeOnEachDatabase, mysqlDatabase, sqlite, type TestDatabase } from '../../../support/databases.js';
import { insertMany, seedOf, type TestPartner } from '../../../support/seed.js';
import { waitUntil } from '../../../support/wait-until.js';
import { cliOn } from '../cli-on.js';
import { startCli } from '../run-process.js';

describeOnEachDatabase(
  'pop database copy',
  (create) => {
    let source: TestDatabase;
    let target: TestDatabase;
    let cli: ReturnType<typeof cliOn>;
    let owner: TestPartner;

    beforeEach(async () => {
      source = await sqlite.create();
      owner = await seedOf(source.db).partner();
      await seedOf(source.db).application(owner);
      // Nobody else may have the file open.
      await source.db.destroy();
      target = await create({ empty: true });
      cli = cliOn(source.url);
    });
    afterEach(() => source.close());

    const copy = (...args: string[]) => cli(['database', 'copy', '--to', '-', ...args], `${target.url}\n`);

    it('copies, tells the rows of each table, and says so in the audit log of both', async () => {
      const { code, out, err } = await copy();
      assert.equal(code, 0, err);
      assert.match(out, /^TABLE +ROWS\n/);
      assert.match(out, /\napplications +1\n/);
      assert.match(out, /\nCopied all \d+ rows to mysql:.*, and compared them: they are the same\.\n/);
      assert.equal((await target.db('applications').select('id')).length, 1);
      const entry = await target.db('audit_log').where({ operation: 'database copy' }).first('object');
      assert.match(entry!.object, /^database to mysql:/);
      const again = await copy('--json');
      assert.deepEqual([again.code, /it has data already, in /.test(again.err)], [1, true], again.err);
      const entries = await source.another()('audit_log').where({ operation: 'database copy' });
      assert.equal(entries.length, 1);
    });

    it('reads the url from standard input, so that nobody sees its password', async () => {
      const { code, out } = await cli(['database', 'copy', '--to', '-', '--json'], `${target.url}\n`);
      assert.equal(code, 0);
      const report = JSON.parse(out) as { resumed: boolean; rows: number; tables: { name: string; rows: number }[] };
      assert.equal(report.resumed, false);
      assert.equal(
        report.rows,
        report.tables.reduce((sum, { rows }) => sum + rows, 0),
      );
    });

    it('refuses while anybody has the database open, even without doing anything', async () => {
      const open = source.another();
      await open('users').first('id');
      const { code, err } = await copy();
      assert.deepEqual(
        [code, err],
        [1, 'error: Another process has the database open, a gateway for example: stop it first.\n'],
      );
      assert.deepEqual(await target.db.raw('show tables'), []);
      await open.destroy();
      assert.equal((await copy()).code, 0);
    });

    const refused: { name: string; to: string; says: RegExp }[] = [
      { name: 'a file', to: 'sqlite:other.db', says: /--to: must name a database on a server/ },
      { name: 'no url', to: 'nonsense', says: /--to: the url is not valid/ },
      {
        name: 'a url without a database',
        to: 'mysql://127.0.0.1/',
        says: /--to: the url needs a host and a database name/,
      },
      { name: 'a server that is not there', to: 'mysql://u@127.0.0.1:1/x', says: /--to: .*ECONNREFUSED/ },
      {
        name: 'a url with a password as argument',
        to: 'mysql://u:secret@127.0.0.1:1/x',
        says: /has a password, .*: write --to - and give the url by standard input/,
      },
    ];
    for (const { name, to, says } of refused) {
      it(`refuses ${name}, and does not repeat a password`, async () => {
        const { code, err } = await cli(['database', 'copy', '--to', to]);
        assert.equal(code, 1);
        assert.match(err, says);
        assert.doesNotMatch(err, /secret/);
      });
    }

    it('repeats no password of a url from standard input', async () => {
      const { code, err } = await cli(['database', 'copy', '--to', '-'], 'mysql://u:secret@127.0.0.1:1/x\n');
      assert.deepEqual([code, /--to: .*ECONNREFUSED/.test(err), err.includes('secret')], [1, true, false]);
    });

    it('refuses a DATABASE_URL that is a server already', async () => {
      const { code, err } = await cliOn(target.url)(['database', 'copy', '--to', '-'], target.url);
      assert.deepEqual([code, /DATABASE_URL names a server already/.test(err)], [1, true], err);
    });

    it('goes on after its process was killed', async () => {
      const seeding = source.another();
      await insertMany(seeding, owner, { count: 8_000 });
      await seeding.destroy();
      const child = startCli(source.url, ['database', 'copy', '--to', '-']);
      child.stdin.end(target.url);
      const closed = once(child, 'close');
      await waitUntil('rows in the copy', async () => {
        if (!(await target.db.schema.hasTable('applications'))) return false;
        return (await target.db('applications').first('id')) !== undefined;
      });
      child.kill('SIGKILL');
      await closed;
      const { code, out, err } = await copy('--json');
      assert.equal(code, 0, err);
      assert.equal((JSON.parse(out) as { resumed: boolean }).resumed, true);
      const [{ n } = { n: 0 }] = await target.db('applications').count<{ n: number }[]>({ n: '*' });
      assert.equal(n, 8_001);
    });

    it('does not work with a copy that was cut off', async () => {
      await copy();
      const mark = { name: 'unfinished copy', applied_ms: 1, needs: 'unfinished copy x' };
      await target.db('schema_migrations' as 'users').insert(mark as never);
      const { code, err } = await cliOn(target.url)(['account', 'list']);
      assert.deepEqual([code, /The database is an unfinished copy/.test(err)], [1, true], err);
      const { out } = await copy('--json');
      assert.equal((JSON.parse(out) as { resumed: boolean }).resumed, true);
      assert.equal((await cliOn(target.url)(['account', 'list'])).code, 0);
    });
  },
  [mysqlDatabase],
);
