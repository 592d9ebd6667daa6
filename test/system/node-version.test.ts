import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, runProgram } from '../support/process.js';
import { programPath } from '../support/program.js';

const PRETEND = programPath('test/support/scripts/pretend-node.ts');
const [major = 0] = process.versions.node.split('.').map(Number);
const OTHER_LINE = major < 22 ? '24.1.0' : '20.19.0';

describe('the version of Node.js', () => {
  let folder: string;
  let remove: () => Promise<void>;
  before(async () => {
    ({ folder, remove } = await makeFolder());
  });
  after(() => remove());

  const programs = [
    { program: 'src/main.ts', args: [] },
    { program: 'src/cli.ts', args: ['migrate'] },
  ];
  for (const { program, args } of programs) {
    const run = (version: string) => {
      const env = { PRETEND_NODE: version, PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'pop.sqlite')}` };
      return runProgram(program, args, env, ['--import', PRETEND]);
    };

    for (const version of ['18.20.8', '20.18.3', '21.7.3', '23.11.1']) {
      it(`is refused by ${program} in one line when it is ${version}`, async () => {
        const { code, stdout, stderr } = await run(version);
        assert.deepEqual([code, stdout], [1, '']);
        assert.match(stderr, /^Node\.js [\d.]+ can't run this: it needs .*\n$/);
        assert.ok(!existsSync(join(folder, 'pop.sqlite')));
      });
    }

    it(`is refused by ${program} in one line when it has no driver here, as npm ci ran with another one`, async () => {
      const { code, stdout, stderr } = await run(OTHER_LINE);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^(error: )?The embedded database has no driver here for Node\.js [\d.]+: run npm ci .*\n$/);
    });
  }
});
