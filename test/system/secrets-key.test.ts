import assert from 'node:assert/strict';
import { join } from 'node:path';
import { connect } from '../../db/connection/connect.js';
import { boxOf, KEY_A, KEY_B } from '../support/secret-keys.js';
import { makeFolder, runProgram, startProcess } from '../support/process.js';
import { waitUntil } from '../support/wait-until.js';

describe('a gateway with SECRETS_KEY', () => {
  let folder: string;
  let remove: () => Promise<void>;

  before(async () => {
    ({ folder, remove } = await makeFolder());
  });
  after(() => remove());

  it('takes over what is in clear, and does not start later without the key or with another', async () => {
    const DATABASE_URL = `sqlite:${join(folder, 'a.sqlite')}`;
    await (await startProcess({ DATABASE_URL, DEMO: '1' })).stop();
    const gateway = await startProcess({ DATABASE_URL, SECRETS_KEY: KEY_A });
    const db = connect(DATABASE_URL);
    const sealed = `enc:1:${boxOf(KEY_A).sealsWith}:`;
    try {
      await waitUntil('the take-over', async () =>
        (await db('accounts').pluck<string[]>('config')).every((config) => config.startsWith(sealed)),
      );
    } finally {
      await db.destroy();
      await gateway.stop();
    }
    for (const [SECRETS_KEY, words] of [
      ['', /^SECRETS_KEY is not set, and the database holds secrets that are encrypted with the key [0-9a-f]{12}\./m],
      [KEY_B, /^SECRETS_KEY has another key \([0-9a-f]{12}\), but the database holds secrets /m],
    ] as const) {
      const { code, stdout, stderr } = await runProgram('src/main.ts', [], { DATABASE_URL, SECRETS_KEY, PORT: '0' });
      assert.equal(code, 1);
      assert.match(stderr, words);
      assert.ok(![KEY_A, KEY_B].some((key) => (stdout + stderr).includes(key)));
    }
    const { stderr } = await (await startProcess({ DATABASE_URL, SECRETS_KEY: `${KEY_B},${KEY_A}` })).stop();
    assert.doesNotMatch(stderr, /Warning/);
  });

  it('is warned of its lack only where others can reach it', async () => {
    const warns = async (env: Record<string, string>) => {
      const DATABASE_URL = `sqlite:${join(folder, 'b.sqlite')}`;
      const { stderr } = await (await startProcess({ DATABASE_URL, ...env })).stop();
      return /^Warning: without SECRETS_KEY the database has accounts' secrets/m.test(stderr);
    };
    const PUBLIC_URL = 'https://pop.example.com';
    const said = [await warns({}), await warns({ PUBLIC_URL }), await warns({ PUBLIC_URL, SECRETS_KEY: KEY_A })];
    assert.deepEqual(said, [false, true, false]);
    assert.equal(await warns({ PUBLIC_URL, SECRETS_KEY: `clear,${KEY_A}` }), true);
  });
});
