import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPositionPaths } from '../../../../src/demo/demo-positions.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop position, when an account loses its main reducer', (createDatabase) => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'pop-reducer-'))));
  after(() => rm(folder, { recursive: true }));

  it('warns at an import and at an unassign, and tells a script too', async () => {
    const database = await createDatabase();
    const cli = cliOn(database.url);
    await cli(['account', 'create', 'One']);
    const { position_id: id } = (
      await cli(['position', 'import', demoPositionPaths()[0]!, '--account', '10000001', '--json'])
    ).json<{ position_id: string }>();
    await cli(['config', 'set', '10000001', 'rdc', 'overall']);
    const detail =
      'it names overall, and no position of the account has this reducer any more. Scores and reports have no main score';
    const without = join(folder, 'without.yaml');
    await writeFile(without, `position_id: ${id}\naname: Sales\nlanguages: [eng]\n`);
    const rehearsed = await cli(['position', 'import', without, '--dry-run']);
    assert.equal(rehearsed.err, `Warning: account 10000001: rdc: ${detail}.\n`);
    const taken = await cli(['position', 'unassign', id, '10000001', '--json']);
    const named = { position_id: id, account_id: '10000001' };
    assert.deepEqual(taken.json(), { ...named, warnings: [{ account_id: '10000001', key: 'rdc', detail }] });
    assert.equal((await cli(['position', 'import', without])).err, '');
  });
});
