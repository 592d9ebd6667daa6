import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPositionPaths } from '../../../../src/demo/demo-positions.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('the assigning of a position', (createDatabase) => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'pop-assign-'))));
  after(() => rm(folder, { recursive: true }));

  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('warns where an account would have no main score, and not where the position names one', async () => {
    const cli = cliOn((await createDatabase()).url);
    for (const name of ['One', 'Two']) await cli(['account', 'create', name]);
    const demo = await readFile(demoPositionPaths()[0]!, 'utf8');
    const unnamed = await file('unnamed.yaml', demo.replace('main_reducer: overall\n', ''));
    const imported = await cli(['position', 'import', unnamed, '--account', '10000001', '--json']);
    const warningsIn = (json: unknown) => (json as { warnings?: Record<string, string>[] }).warnings ?? [];
    const detail = /^scores and reports of "Customer Service" have no main score: neither rdc nor main_reducer names/;
    const [warning, ...more] = warningsIn(imported.json());
    assert.deepEqual([warning!.account_id, warning!.key, more], ['10000001', 'rdc', []]);
    assert.match(warning!.detail!, detail);
    assert.match(imported.err, /^Warning: account 10000001: rdc: scores and reports of "Customer Service"/);
    const assigned = await cli(['position', 'assign', '1', '10000002', '--json']);
    assert.match(warningsIn(assigned.json())[0]!.detail!, detail);
    assert.match(assigned.err, /^Warning: rdc: scores and reports of "Customer Service"/);
    await cli(['config', 'set', '10000002', 'rdc', 'weakest']);
    assert.equal((await cli(['position', 'assign', '1', '10000002'])).err, '');
    const named = await file('named.yaml', `position_id: 1\n${demo}`);
    const again = await cli(['position', 'import', named, '--account', '10000001', '--json']);
    assert.deepEqual([again.err, warningsIn(again.json())], ['', []]);
  });
});
