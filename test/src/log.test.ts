import assert from 'node:assert/strict';
import { constants, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { bufferedStdout, createLog } from '../../src/log.js';
import { makePipe } from '../support/make-pipe.js';
import { makeFolder } from '../support/process.js';
import { waitUntil } from '../support/wait-until.js';

describe('createLog', () => {
  function lineOf(fields: object, level = 'info'): Record<string, unknown> {
    let text = '';
    createLog(level, { write: (line: string) => void (text += line) }).info(fields, 'said');
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  it('writes one JSON object a line, with the time in words', () => {
    const { time, ...line } = lineOf({ a: 1 });
    assert.deepEqual(line, { level: 30, a: 1, msg: 'said' });
    assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('masks what is secret by its name, on top and two levels down', () => {
    for (const name of ['authorization', 'password', 'passwordHash', 'auth', 'not_headers', 'fields', 'answers']) {
      const line = lineOf({ [name]: 's3cret', req: { [name]: 's3cret', headers: { [name]: 's3cret' } } });
      assert.doesNotMatch(JSON.stringify(line), /s3cret/, name);
      assert.equal(line[name], '***');
    }
  });

  it('writes nothing below its level', () => assert.deepEqual(lineOf({}, 'warn'), {}));
});

describe('bufferedStdout', () => {
  it('writes a line soon although no other follows, and the next one as well', async () => {
    const { folder, remove } = await makeFolder();
    const file = join(folder, 'log');
    const destination = bufferedStdout({ dest: openSync(file, 'w') });
    for (const line of ['first\n', 'first\nsecond\n']) {
      destination.write(line.split(/(?<=\n)/).at(-1)!);
      await waitUntil(line, () => readFileSync(file, 'utf8') === line);
    }
    destination.destroy();
    await remove();
  });

  it('keeps lines for a reader who does not read up to a limit, and tells him how many it dropped', async () => {
    const { folder, remove } = await makeFolder();
    const pipe = join(folder, 'pipe');
    makePipe(pipe);
    const dest = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const destination = bufferedStdout({ dest, waitingBytes: 100_000 });
    const log = createLog('info', destination);
    const written = 3_000;
    for (let number = 0; number < written; number++) log.info({ number, text: 'x'.repeat(100) }, 'said');
    let text = '';
    const bytes = Buffer.alloc(65_536);
    const lost = await waitUntil('the line', () => {
      try {
        text += bytes.toString('utf8', 0, readSync(dest, bytes));
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'EAGAIN');
      }
      return /"msg":"(\d+) lines of this log were dropped, because nobody read them"}\n/.exec(text)?.[1];
    });
    const numbers = [...text.matchAll(/"number":(\d+)/g)].map(([, number]) => Number(number));
    assert.deepEqual(numbers, [...numbers.keys()]);
    assert.equal(numbers.length + Number(lost), written);
    assert.ok(text.length < 110_000);
    // This closes the pipe, too.
    destination.destroy();
    await remove();
  });
});
