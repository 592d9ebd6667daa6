import assert from 'node:assert/strict';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { sqlite, type TestDatabase } from '../../../support/databases.js';
import { makePipe } from '../../../support/make-pipe.js';
import { makeFolder } from '../../../support/process.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';
import { seedOf } from '../../../support/seed.js';
import { type Terminal } from '../../../../src/cli/session/terminal.js';
import { cliOn } from '../cli-on.js';

const INPUT_MS = 100;

describe('the command line when nothing comes', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await sqlite.create();
    await cliOn(database.url)(['user', 'create', 'acme', '--kind', 'partner']);
    await cliOn(database.url)(['account', 'create', 'Acme']);
  });
  afterEach(() => database.close());

  const pop = (args: string[], terminal: Partial<Terminal>) =>
    cliOn(database.url, { inputMs: INPUT_MS, ...terminal })(args);

  const readers = [
    { name: 'a password', args: ['credential', 'add', 'acme', '--label', 'l'] },
    { name: 'a config value', args: ['config', 'set', '10000001', 'auth', '-'] },
    { name: 'a signing secret', args: ['notifications', 'secret', 'add', '10000001'] },
  ];
  for (const { name, args } of readers) {
    it(`gives up a standard input that keeps silent in the middle of ${name}, and closes it`, async () => {
      const stdin = new PassThrough();
      stdin.write('begun');
      const { code, err } = await pop(args, { stdin });
      assert.equal(code, 1);
      assert.match(err, /^error: Standard input has kept silent for 0\.1 s; nothing was changed\.\n$/);
      assert.ok(stdin.destroyed);
    });
  }

  it('reads a standard input that never keeps silent for so long, however long it takes', async () => {
    const stdin = new PassThrough();
    let left = 8;
    const drip = setInterval(() => (left-- > 0 ? stdin.write('a') : stdin.end()), INPUT_MS / 4);
    const { code, err } = await pop(['config', 'set', '10000001', 'auth', '-'], { stdin });
    clearInterval(drip);
    assert.deepEqual([code, err.includes('silent')], [0, false], err);
  });

  for (const { name, args } of readers.filter(({ name }) => name !== 'a config value')) {
    it(`gives up a person who does not type ${name}`, async () => {
      const stdin = { isTTY: true, [Symbol.asyncIterator]: () => assert.fail('reads what is typed for all to see') };
      const askPassword: Terminal['askPassword'] = (_, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
      const { code, err } = await pop(args, { stdin, askPassword });
      assert.deepEqual([code, err], [1, 'error: Nothing came within 0.1 s; nothing was changed.\n']);
    });
  }

  it('gives up a file that keeps silent', async () => {
    const { folder, remove } = await makeFolder();
    const pipe = join(folder, 'pipe');
    makePipe(pipe);
    for (const command of [['position', 'import'], ['apply'], ['identity', 'set', '10000001', '--logo']]) {
      const { code, err } = await pop([...command, pipe], {});
      assert.deepEqual([code, err], [1, `error: ${pipe} can't be read: it has kept silent for 0.1 s\n`]);
      // A thread waits for the other end of the pipe.
      closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    }
    await remove();
  });

  it('gives up a file that nobody takes', async () => {
    const { folder, remove } = await makeFolder();
    await seedOf(database.db).position(['10000001'], SAMPLE_POSITION);
    const pipe = join(folder, 'start-page.html');
    makePipe(pipe);
    const { code, err } = await pop(['identity', 'preview', '10000001', folder], {});
    assert.deepEqual([code, err], [1, `error: The folder ${folder} can't be written: it has kept silent for 0.1 s\n`]);
    closeSync(openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK));
    await remove();
  });
});
