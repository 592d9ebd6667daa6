import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bcrypt from 'bcrypt';
import { listCredentials } from '../../../../db/accounts/credentials.js';
import { demoPositionPaths } from '../../../../src/demo/demo-positions.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';
import { fingerprintOf } from '../../../../engine/notification/signing-secret.js';

// Editors of Windows and PowerShell write it.
const MARK = '\uFEFF';

describeOnEachDatabase('a byte order mark', (createDatabase) => {
  let database: TestDatabase;
  let cli: ReturnType<typeof cliOn>;
  let folder: string;
  beforeEach(async () => {
    database = await createDatabase();
    cli = cliOn(database.url);
    folder = await mkdtemp(join(tmpdir(), 'pop-bom-'));
    await cli(['account', 'create', 'Acme']);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is no part of a password', async () => {
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await cli(['credential', 'add', 'acme', '--label', 'l'], `${MARK}secret password\r\n`);
    const [credential] = await listCredentials(database.db, '1');
    assert.ok(await bcrypt.compare('secret password', credential!.passwordHash));
    const nothing = await cli(['credential', 'add', 'acme', '--label', 'l'], MARK);
    assert.match(nothing.err, /must not be empty/);
  });

  it('is no part of a signing secret', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const added = await cli(['notifications', 'secret', 'add', '10000001', '--json'], `${MARK}${secret}\n`);
    assert.equal(added.json<{ fingerprint: string }>().fingerprint, fingerprintOf(secret));
  });

  it('is no part of a value of the config', async () => {
    await cli(['config', 'set', '10000001', 'auth', '-'], `${MARK}user:password\n`);
    const { config } = (await database.db('accounts').where({ id: '10000001' }).first())!;
    assert.equal(config, 'ver|1|auth|user:password');
  });

  it('is no part of a file', async () => {
    const [position = ''] = demoPositionPaths();
    const [file, account] = [join(folder, 'position.yaml'), join(folder, 'account.json')];
    await writeFile(file, MARK + (await readFile(position, 'utf8')));
    await writeFile(account, `${MARK}{"account": {"account_id": "10000001", "name": "Acme Ltd"}}`);
    for (const args of [
      ['position', 'import', file],
      ['apply', account],
    ]) {
      const { code, err } = await cli(args);
      assert.deepEqual([code, err], [0, '']);
    }
  });

  it('of UTF-16 is refused, and so is a file in another encoding', async () => {
    const file = join(folder, 'position.yaml');
    await writeFile(file, `${MARK}aname: Sales\n`, 'utf16le');
    const utf16 = await cli(['position', 'import', file]);
    assert.equal(utf16.err, `error: ${file} is not UTF-8 text: it is UTF-16. Save it as UTF-8.\n`);
    await writeFile(file, 'aname: Sales\nreport_name: Verkäufer\n', 'latin1');
    const latin1 = await cli(['position', 'import', file]);
    assert.equal(latin1.err, `error: ${file} is not UTF-8 text: line 2 is in another encoding. Save it as UTF-8.\n`);
  });
});
