import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPositionApart } from '../../../src/position-files/read-position-apart.js';
import { readPositionText } from '../../../src/position-files/read-position-text.js';

const GOOD = 'aname: Sales\nlanguages: [eng]\n';

describe('a reader of position files in a process of its own', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'pop-reader-'))));
  after(() => rmSync(folder, { recursive: true }));

  const program = (name: string, code: string) => {
    writeFileSync(join(folder, name), code);
    return join(folder, name);
  };

  it('reads what this process reads, and without the settings of it', async () => {
    assert.deepEqual(await readPositionApart()(GOOD), readPositionText(GOOD));
    const told = program('told.mjs', `process.once('message', () => process.send(Object.keys(process.env)));`);
    const keys = (await readPositionApart({ program: told })(GOOD)) as unknown as string[];
    assert.ok(!keys.includes('PATH') && !keys.includes('DATABASE_URL'), keys.join());
  });

  it('is given up and killed when it takes too long, and the next one is read', async () => {
    const silent = program('silent.mjs', "process.on('message', () => { for (;;); });");
    const read = readPositionApart({ program: silent, withinMs: 3_000 });
    const [one, two] = await Promise.all([read(GOOD), read(GOOD)]);
    assert.deepEqual([one, two], ['late', 'late']);
  });

  it('is an error when it ends without an answer, and is too much when it had no more memory', async () => {
    const gone = program('gone.mjs', 'process.exit(3);');
    await assert.rejects(readPositionApart({ program: gone })(GOOD), /ended without an answer \(3\)/);
    const aborted = program('aborted.mjs', 'process.abort();');
    const detail = 'has too many parts to be read';
    assert.deepEqual(await readPositionApart({ program: aborted })(GOOD), {
      faults: [{ pointer: '', detail, line: 1, column: 1 }],
    });
  });

  it('refuses more than wait for their turn', async () => {
    const slow = program('slow.mjs', `process.once('message', (text) => process.send({ faults: [], text }));`);
    const read = readPositionApart({ program: slow });
    const answers = await Promise.all(Array.from({ length: 7 }, () => read(GOOD)));
    assert.deepEqual(answers.map((answer) => answer === 'busy'), [false, false, false, false, false, true, true]); // prettier-ignore
  });
});
