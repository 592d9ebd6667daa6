import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnEachDatabase } from '../../support/databases.js';
import { cliOn } from './cli-on.js';

describeOnEachDatabase('pop position', (createDatabase) => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'pop-position-'))));
  after(() => rm(folder, { recursive: true }));

  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  async function withAccounts() {
    const database = await createDatabase();
    const cli = cliOn(database.url);
    for (const name of ['One', 'Two']) await cli(['account', 'create', name]);
    return { ...database, cli };
  }

  it('adds from YAML, lists it before any account may order it, and assigns it', async () => {
    const { cli } = await withAccounts();
    const path = await file('sales.yaml', 'aname: Sales\nlanguages: [eng, sp2]\n');
    const imported = (await cli(['position', 'import', path, '--json'])).json();
    assert.deepEqual(imported, { position_id: '1', aname: 'Sales', replaced: false, accounts: [] });
    const list = { positions: [{ position_id: '1', aname: 'Sales', languages: ['eng', 'sp2'] }] };
    assert.deepEqual((await cli(['position', 'list', '--json'])).json(), list);
    assert.deepEqual((await cli(['position', 'list', '--account', '10000002', '--json'])).json(), { positions: [] });
    for (let i = 0; i < 2; i++) assert.equal((await cli(['position', 'assign', '1', '10000002'])).code, 0);
    assert.deepEqual((await cli(['position', 'list', '--account', '10000002', '--json'])).json(), list);
  });

  it('replaces the position the file names, without losing a digit of its id', async () => {
    const { cli } = await withAccounts();
    const id = '9007199254740993';
    const json = (aname: string) => `{\n\t"position_id": ${id},\n\t"aname": "${aname}",\n\t"languages": ["eng"]\n}\n`;
    const accounts = ['--account', '10000001', '10000002'];
    await cli(['position', 'import', await file('a.json', json('Old')), ...accounts]);
    const again = (await cli(['position', 'import', await file('a.json', json('New')), '--json'])).json();
    assert.deepEqual(again, { position_id: id, aname: 'New', replaced: true, accounts: [] });
    const { out } = await cli(['position', 'list', '--account', '10000002']);
    assert.equal(out, `ID                NAME  LANGUAGES\n${id}  New   eng\n`);
  });

  it('lists every fault of a file with its pointer, and stores nothing', async () => {
    const { cli, db } = await withAccounts();
    const path = await file(
      'bad.yaml',
      'aname: 5\nlanguages: [eng, e]\ncustom_fields: [{aname: email, mandatry: true}]\n',
    );
    const text = await cli(['position', 'import', path]);
    assert.equal(text.code, 1);
    assert.match(text.err, /^error: .*bad\.yaml is not a valid position file:\n/);
    assert.match(text.err, /\n {2}\/languages\/1 must be three of a-z and 0-9\n/);
    const { errors } = JSON.parse((await cli(['position', 'import', path, '--json'])).err) as {
      errors: { pointer: string }[];
    };
    assert.deepEqual(errors.map((fault) => fault.pointer).sort(), [
      '/aname',
      '/custom_fields/0/mandatry',
      '/languages/1',
    ]);
    assert.deepEqual(await db('positions'), []);
  });

  it('refuses, in words, and stores nothing', async () => {
    const { cli, db } = await withAccounts();
    const good = await file('good.yaml', 'aname: Sales\nlanguages: [eng]\n');
    const refused: [string[], RegExp][] = [
      [['import', join(folder, 'none.yaml')], /none\.yaml can't be read: ENOENT/],
      [['import', await file('broken.json', '{"aname": ')], /broken\.json is neither JSON nor YAML/],
      [['import', await file('list.json', '[]')], /\n {2}must be an object\n/],
      [['import', good, '--account', '10000001', '--account', '7', '8'], /There is no account 7, 8/],
      [['assign', '5', '10000001'], /There is no position 5/],
      [['list', '--account', '7'], /There is no account 7/],
    ];
    for (const [args, says] of refused) {
      const { code, err } = await cli(['position', ...args]);
      assert.equal(code, 1, args.join(' '));
      assert.match(err, says);
    }
    assert.deepEqual(await db('positions'), []);
  });
});
