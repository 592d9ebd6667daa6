import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPositionPaths } from '../../../../src/demo/demo-positions.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { CLI_NOW, cliOn } from '../cli-on.js';

// Each line stands for ten times as much text as the one before.
const laughs = `a0: &a0 [x]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${new Array(10).fill(`*a${n}`).join()}]\n`).join('')}`;
// If each key were compared with all keys before it, the check would take a minute.
const manyKeys = JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, 0])));

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
    assert.deepEqual(imported, {
      position_id: '1',
      aname: 'Sales',
      version: 1,
      changed: true,
      replaced: false,
      retired: false,
      accounts: [],
      same_name: [],
      dry_run: false,
    });
    const list = { positions: [{ position_id: '1', aname: 'Sales', languages: ['eng', 'sp2'], retired: null }] };
    assert.deepEqual((await cli(['position', 'list', '--json'])).json(), list);
    assert.deepEqual((await cli(['position', 'list', '--account', '10000002', '--json'])).json(), { positions: [] });
    for (let i = 0; i < 2; i++) assert.equal((await cli(['position', 'assign', '1', '10000002'])).code, 0);
    assert.deepEqual((await cli(['position', 'list', '--account', '10000002', '--json'])).json(), list);
  });

  it('makes a new version of the position the file names, without losing a digit of its id', async () => {
    const { cli } = await withAccounts();
    const id = '9007199254740993';
    const json = (aname: string) => `{\n\t"position_id": ${id},\n\t"aname": "${aname}",\n\t"languages": ["eng"]\n}\n`;
    const accounts = ['--account', '10000001', '10000002'];
    await cli(['position', 'import', await file('a.json', json('Old')), ...accounts]);
    const again = (await cli(['position', 'import', await file('a.json', json('New')), '--json'])).json();
    assert.deepEqual(again, {
      position_id: id,
      aname: 'New',
      version: 2,
      changed: true,
      replaced: true,
      retired: false,
      accounts: [],
      same_name: [],
      dry_run: false,
    });
    const { out } = await cli(['position', 'list', '--account', '10000002']);
    assert.equal(out, `ID                NAME  LANGUAGES  RETIRED\n${id}  New   eng        -\n`);
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
    assert.match(text.err, /\n {2}line 2, column 18: \/languages\/1 must be three of a-z and 0-9\n/);
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

  it('names line and column of each fault, in YAML and in JSON, and tells a script too', async () => {
    const { cli } = await withAccounts();
    const yaml = `# a comment
aname: Sales
languages: [eng]
questionnaire:
  questions:
    - &first { q: 1, text: { eng: One }, scale: nosuch }
    - *first
    - q: 3
      text:
        eng: Three
traits:
  - { name: A, caption: { eng: A }, items: [{ q: 1 }, { q: 9 }] }
`;
    const places = async (text: string) => {
      const { err } = await cli(['position', 'import', await file('places.yaml', text), '--json']);
      const { errors } = JSON.parse(err) as { errors: { pointer: string; line: number; column: number }[] };
      return errors.map(({ pointer, line, column }) => `${line}:${column} ${pointer}`);
    };
    assert.deepEqual(await places(yaml), [
      '7:7 /questionnaire/questions/1/q',
      '6:42 /questionnaire/questions/0/scale',
      '7:7 /questionnaire/questions/1/scale',
      '8:7 /questionnaire/questions/2',
      '12:57 /traits/0/items/1/q',
    ]);
    assert.deepEqual(await places('{\n  "aname": 5,\n  "x/y": 1, "languages": [\n    "eng",\n    "e"\n  ]\n}\n'), [
      '3:3 /x~1y',
      '2:3 /aname',
      '5:5 /languages/1',
    ]);
    assert.deepEqual(await places(''), ['1:1 ']);
    assert.deepEqual(await places('# only this\n'), ['1:1 ']);
  });

  it('refuses, in words, and stores nothing', async () => {
    const { cli, db } = await withAccounts();
    const good = await file('good.yaml', 'aname: Sales\nlanguages: [eng]\n');
    const refused: [string[], RegExp][] = [
      [['import', join(folder, 'none.yaml')], /none\.yaml can't be read: ENOENT/],
      [['import', await file('broken.json', '{"aname": ')], /broken\.json is neither JSON nor YAML/],
      [['import', await file('list.json', '[]')], /\n {2}line 1, column 1: must be an object\n/],
      [
        ['import', await file('twice.yaml', 'aname: a\naname: b\n')],
        /twice\.yaml is neither JSON nor YAML: Map keys must be unique at line 2, column 1/,
      ],
      [
        ['import', await file('within.json', '{"a": [{"1": 0,\n  1: 0, "b": 0, "b": 0}]}')],
        /unique at line 2, column 17/,
      ],
      [['import', await file('laughs.yaml', laughs)], /laughs\.yaml is neither JSON nor YAML: Excessive alias count/],
      [['import', await file('keys.json', manyKeys)], /is not a valid position file/],
      [['export', '5'], /There is no position 5/],
      [['export', '18446744073709551615'], /There is no position 18446744073709551615/],
      [['import', good, '--account', '10000001', '--account', '7', '8'], /There is no account 7, 8/],
      [['assign', '5', '10000001'], /There is no position 5/],
      [['unassign', '5', '10000001'], /There is no position 5/],
      [['retire', '5'], /There is no position 5/],
      [['restore', '18446744073709551615'], /There is no position/],
      [['list', '--account', '7'], /There is no account 7/],
    ];
    for (const [args, says] of refused) {
      const { code, err } = await cli(['position', ...args]);
      assert.equal(code, 1, args.join(' '));
      assert.match(err, says);
    }
    assert.deepEqual(await db('positions'), []);
  });

  it('says which version was stored, or that nothing changed', async () => {
    const { cli } = await withAccounts();
    const path = (aname: string) => file('p.yaml', `position_id: 5\naname: ${aname}\nlanguages: [eng]\n`);
    const says = async (aname: string, ...args: string[]) =>
      (await cli(['position', 'import', await path(aname), ...args])).out;
    assert.equal(await says('Sales'), 'Added position 5 (Sales), version 1.\n');
    assert.equal(await says('Sales'), 'Nothing changed: position 5 (Sales) is at version 1 already.\n');
    assert.equal(
      await says('Selling', '--account', '10000001'),
      'Stored version 2 of position 5 (Selling); accounts 10000001 may order it.\n',
    );
  });

  it('says in a dry run what an import would store, and stores nothing', async () => {
    const { cli, db } = await withAccounts();
    const path = (aname: string, id = 'position_id: 5\n') => file('p.yaml', `${id}aname: ${aname}\nlanguages: [eng]\n`);
    const dry = async (aname: string, id?: string) =>
      (await cli(['position', 'import', await path(aname, id), '--account', '10000001', '--dry-run'])).out;
    assert.equal(
      await dry('Sales', ''),
      'Would add a position (Sales), version 1; accounts 10000001 might order it.\n',
    );
    assert.equal(await dry('Sales'), 'Would add position 5 (Sales), version 1; accounts 10000001 might order it.\n');
    assert.deepEqual([await db('positions'), await db('account_positions')], [[], []]);
    await cli(['position', 'import', await path('Sales')]);
    const before = await db('audit_log').pluck('id');
    assert.match(await dry('Selling'), /^Would store version 2 of position 5 \(Selling\)/);
    assert.match(await dry('Sales'), /^Nothing would change: position 5 \(Sales\) is at version 1 already/);
    assert.deepEqual((await db('position_versions').pluck('version')).map(Number), [1]);
    assert.deepEqual(await db('audit_log').pluck('id'), before);
    const script = await cli(['position', 'import', await path('Sales', ''), '--dry-run', '--json']);
    const { position_id, same_name, dry_run } = script.json<Record<string, unknown>>();
    assert.deepEqual([position_id, same_name, dry_run], [null, ['5'], true]);
    const bad = await cli(['position', 'import', await path('Sales'), '--account', '7', '--dry-run']);
    assert.deepEqual([bad.code, bad.out], [1, '']);
  });

  it('notes that there is a position of that name, and how a new version of it is made', async () => {
    const { cli } = await withAccounts();
    const path = await file('sales.yaml', 'aname: Sales\nlanguages: [eng]\n');
    assert.equal((await cli(['position', 'import', path])).err, '');
    const second = await cli(['position', 'import', path]);
    assert.equal(second.out, 'Added position 2 (Sales), version 1.\n');
    assert.match(second.err, /^Note: Position 1 is called "Sales" too\. position_id in the file makes a new version/);
    assert.match((await cli(['position', 'import', path])).err, /^Note: Positions 1, 2 are called "Sales" too\./);
    assert.equal((await cli(['position', 'import', path, '--json'])).err, '');
    const own = await file('own.yaml', 'position_id: 1\naname: Sales\nlanguages: [eng, fra]\n');
    assert.equal((await cli(['position', 'import', own])).err, '');
  });

  it('takes an assignment back, and retires and restores a position', async () => {
    const { cli, db } = await withAccounts();
    const path = await file('sales.yaml', 'position_id: 5\naname: Sales\nlanguages: [eng]\n');
    await cli(['position', 'import', path, '--account', '10000001', '10000002']);
    assert.deepEqual((await cli(['position', 'unassign', '5', '10000002', '--json'])).json(), {
      position_id: '5',
      account_id: '10000002',
    });
    assert.match((await cli(['position', 'list', '--account', '10000002'])).out, /^There are no positions/);
    const at = new Date(CLI_NOW).toISOString();
    assert.deepEqual((await cli(['position', 'retire', '5', '--json'])).json(), { position_id: '5', retired: at });
    assert.match((await cli(['position', 'list', '--account', '10000001'])).out, new RegExp(`5 +Sales +eng +${at}\n$`));
    assert.match((await cli(['account', 'show', '10000001'])).out, new RegExp(`\n5 +Sales \\(retired ${at}\\)\n$`));
    const assigned = await cli(['position', 'assign', '5', '10000002']);
    assert.deepEqual([assigned.code, /^error: Position 5 is retired since /.test(assigned.err)], [1, true]);
    assert.equal((await cli(['position', 'import', path, '--account', '10000002'])).code, 1);
    const imported = await cli(['position', 'import', path]);
    assert.match(imported.err, /^Note: position 5 is retired; pop position restore lets it be ordered again\.\n$/);
    assert.deepEqual((await cli(['position', 'restore', '5', '--json'])).json(), { position_id: '5', retired: null });
    assert.equal((await cli(['position', 'assign', '5', '10000002'])).code, 0);
    const entries = await db('audit_log')
      .where('object', 'like', 'position 5%')
      .orderBy('id')
      .select('operation', 'object');
    assert.deepEqual(entries.map(({ operation, object }) => `${operation}: ${object}`).slice(1, 4), [
      'position unassign: position 5 account 10000002',
      'position retire: position 5',
      'position import: position 5',
    ]);
  });

  it('lists all faults of the content of a file, each at its place', async () => {
    const { cli } = await withAccounts();
    const text = await readFile(demoPositionPaths()[1]!, 'utf8');
    const bad = text.replace('      - q: 5', '      - q: 555').replaceAll('scale: agreement', 'scale: agrement');
    const { code, err } = await cli(['position', 'import', await file('bad.yaml', bad)]);
    assert.equal(code, 1);
    assert.match(
      err,
      /\n {2}line \d+, column 7: \/questionnaire\/questions\/24\/scale must be one of the scales of the questionnaire\n/,
    );
    assert.match(err, /\n {2}line \d+, column \d+: \/traits\/4\/items\/0\/q must be one of the questions\n/);
    assert.equal(err.trimEnd().split('\n').length, 1 + 25 + 1);
  });

  it('exports what an import takes for no change, also as JSON and after a detour', async () => {
    const { cli } = await withAccounts();
    for (const path of demoPositionPaths()) {
      const { position_id: id } = (await cli(['position', 'import', path, '--json'])).json<{ position_id: string }>();
      for (const [name, ...args] of [['a.yaml'], ['a.json', '--json']]) {
        const exported = (await cli(['position', 'export', id, ...args])).out;
        const again = await cli(['position', 'import', await file(name!, exported), '--json']);
        const { position_id, version, changed } = again.json<{ position_id: string; version: number; changed: boolean }>(); // prettier-ignore
        assert.deepEqual([position_id, version, changed], [id, 1, false]);
        assert.equal((await cli(['position', 'export', id, ...args])).out, exported);
      }
    }
  });

  it('exports an earlier version, which can be brought back', async () => {
    const { cli } = await withAccounts();
    const path = (aname: string) => file('p.yaml', `position_id: 5\naname: ${aname}\nlanguages: [eng]\n`);
    for (const aname of ['One', 'Two']) await cli(['position', 'import', await path(aname)]);
    const first = (await cli(['position', 'export', '5', '--version', '1'])).out;
    assert.equal(first, 'position_id: "5"\naname: One\nreport_name: One\nlanguages:\n  - eng\n');
    assert.equal((await cli(['position', 'export', '5'])).out, first.replaceAll('One', 'Two'));
    const { out } = await cli(['position', 'import', await file('first.yaml', first)]);
    assert.equal(out, 'Stored version 3 of position 5 (One).\n');
    const none = await cli(['position', 'export', '5', '--version', '9']);
    assert.deepEqual([none.code, none.err], [1, 'error: Position 5 has no version 9.\n']);
    assert.equal((await cli(['position', 'export', '5', '--version', 'x'])).code, 2);
  });

  it('prints the schema, without a database', async () => {
    const cli = cliOn('nothing://');
    const text = (await cli(['position', 'schema'])).out;
    const schema = (await cli(['position', 'schema', '--json'])).json<{ title: string }>();
    assert.deepEqual(JSON.parse(text), schema);
    assert.equal(schema.title, 'Position file');
  });
});
