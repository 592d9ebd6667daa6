import assert from 'node:assert/strict';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeForsakenPrints } from '../../../src/printing/remove-forsaken-prints.js';
import { makeFolder } from '../../support/process.js';
import { TEST_NOW } from '../../support/test-now.js';

describe('the removal of forsaken prints', () => {
  it('removes old folders of prints with all that is in them, and leaves new ones and everything else', async () => {
    const { folder, remove } = await makeFolder();
    try {
      const made = { 'pop-pdf-old': 11, 'pop-pdf-new': 9, 'pop-else': 100 };
      for (const [name, minutes] of Object.entries(made)) {
        await mkdir(join(folder, name));
        await writeFile(join(folder, name, 'report.html'), 'x');
        const seconds = TEST_NOW / 1000 - minutes * 60;
        await utimes(join(folder, name), seconds, seconds);
      }
      assert.equal(await removeForsakenPrints(folder, TEST_NOW), 1);
      assert.deepEqual((await readdir(folder)).sort(), ['pop-else', 'pop-pdf-new']);
      assert.equal(await removeForsakenPrints(folder, TEST_NOW), 0);
    } finally {
      await remove();
    }
  });
});
