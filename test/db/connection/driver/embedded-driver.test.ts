import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { embeddedDriver } from '../../../../db/connection/driver/embedded-driver.js';
import { runScript } from '../../../support/run-script.js';

const require = createRequire(import.meta.url);
const [major = 0] = process.versions.node.split('.').map(Number);

describe('the driver of the embedded database', () => {
  it('is of the line that is sound on this version of Node.js, and loaded once', () => {
    assert.equal(embeddedDriver(), embeddedDriver());
    const loaded = Object.keys(require.cache).filter((path) =>
      path.endsWith(join('better-sqlite3', 'lib', 'index.js')),
    );
    const versions = loaded.map((path) => require(join(dirname(path), '../package.json')) as { version: string });
    assert.equal(versions.length, 1);
    assert.match(versions[0]!.version, major < 22 ? /^12\./ : /^13\./);
  });

  it('outlives the collection of its statements', async () => {
    assert.equal((await runScript('collect-statements.ts')).trim(), '20000');
  });
});
