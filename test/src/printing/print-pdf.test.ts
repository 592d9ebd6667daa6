import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findIsolation, type Isolation } from '../../../src/printing/isolation.js';
import { printPdf, type PrintPdfOptions } from '../../../src/printing/print-pdf.js';
import { findBrowser, withBrowserProgram } from '../../support/browser.js';
import { makeFolder } from '../../support/process.js';
import { scriptedBrowser, type ScriptedBrowser } from '../../support/scripted-browser.js';
import { waitUntil } from '../../support/wait-until.js';

const PAGE = '<!doctype html><html lang="en"><title>Report</title><body><h1>Ada</h1></body></html>';
const never = () => new AbortController().signal;

/**
 * Returns what is known of the processes that have the folder in their environment or among their arguments. A browser
 * writes over the environment of some of its helpers, and hides that of others. Zombies have neither.
 */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const all = await Promise.all(pids.map(async (pid) => (await read(pid, 'environ')) + (await read(pid, 'cmdline'))));
  return all.filter((known) => known.includes(folder));
}

describe('printing to PDF', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let isolation: Isolation;
  let warnings: { fields: object; message: string }[];

  before(async () => {
    isolation = await findIsolation({ program: findBrowser() ?? process.execPath });
  });

  beforeEach(async () => {
    ({ folder, remove } = await makeFolder());
    warnings = [];
  });

  afterEach(() => remove());

  const printer = (options: Partial<PrintPdfOptions> = {}) =>
    printPdf({
      program: '/no/such/program',
      isolation,
      folder,
      warn: (fields, message) => warnings.push({ fields, message }),
      ...options,
    });

  const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('pop-pdf-'));
  /** It has a helper process, as a browser has, and prints for ever. */
  const hangs = { atStart: `start('sleep', '1000')`, toPrint: '' };

  async function assertNothingLeft(): Promise<void> {
    assert.deepEqual(await leftovers(), []);
    await waitUntil('the end of all processes', async () => (await processesIn(folder)).length === 0);
  }

  withBrowserProgram((browser) => {
    it('makes a PDF of a page, of as many sheets as it fills', async () => {
      const print = printer({ program: browser() });
      const pdf = await print(PAGE, never());
      assert.ok(Buffer.isBuffer(pdf), JSON.stringify(warnings));
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      const long = await print(PAGE.replace('</h1>', `</h1>${'<p>line</p>'.repeat(200)}`), never());
      assert.ok(Buffer.isBuffer(long));
      const sheets = [pdf, long].map((file) => file.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length);
      assert.equal(sheets[0], 1);
      assert.ok(sheets[1]! > 2);
      await assertNothingLeft();
    });

    it('leaves no process and no folder when the deadline passes', async () => {
      const print = printer({ program: browser(), deadlineMs: 1 });
      assert.equal(await print(PAGE, never()), 'failed');
      assert.equal(warnings.length, 1);
      await assertNothingLeft();
    });

    it('leaves no process and no folder when the client goes while the whole browser is at work', async () => {
      const gone = new AbortController();
      const printed = printer({ program: browser() })(
        PAGE.replace('</h1>', '</h1><p>line'.repeat(100_000)),
        gone.signal,
      );
      await waitUntil('the browser’s helpers', async () => (await processesIn(folder)).length > 4);
      gone.abort();
      assert.equal(await printed, 'failed');
      await assertNothingLeft();
    });
  });

  it('kills the program and its helpers when the deadline passes', async () => {
    const print = printer({ program: await scriptedBrowser(folder, hangs), deadlineMs: 100 });
    assert.equal(await print(PAGE, never()), 'failed');
    await assertNothingLeft();
  });

  it('kills them when the client is gone, and says nothing of it', async () => {
    const gone = new AbortController();
    const printed = printer({ program: await scriptedBrowser(folder, hangs) })(PAGE, gone.signal);
    await waitUntil('the start', async () => (await processesIn(folder)).length > 1);
    gone.abort();
    assert.equal(await printed, 'failed');
    assert.deepEqual(warnings, []);
    await assertNothingLeft();
  });

  it('does not begin for a client who is gone already', async () => {
    assert.equal(await printer()(PAGE, AbortSignal.abort()), 'failed');
    assert.deepEqual(warnings, []);
  });

  it('kills helpers that outlive the program', async () => {
    const program = await scriptedBrowser(folder, { atStart: `start('sleep', '1000')` });
    const pdf = await printer({ program })(PAGE, never());
    assert.equal(pdf.toString(), '%PDF-1.4 %%EOF');
    await assertNothingLeft();
  });

  const faults: ({ name: string } & ScriptedBrowser)[] = [
    { name: 'the program fails', atStart: `console.error('why'); process.exit(3)` },
    { name: 'the program ends without a word', atStart: 'process.exit(0)' },
    { name: 'the program ends instead of printing', toPrint: 'process.exit(0)' },
    { name: 'the program prints something else', toPrint: `print('no')` },
    { name: 'the PDF is cut off', toPrint: `print('%PDF-1.4 cut')` },
    { name: 'the program refuses', toPrint: `say(JSON.stringify({ id, error: { message: 'no' } }))` },
    { name: 'the program says what is not JSON', toPrint: `say('no')` },
    { name: 'the program closes its pipe and stays', toPrint: `replies.destroy(); setInterval(() => 0, 1000)` },
    { name: 'the program never stops talking', toPrint: `setInterval(() => say(' '.repeat(10_000_000)), 0)` },
  ];
  for (const { name, ...browser } of faults) {
    it(`fails with a warning, and leaves nothing, when ${name}`, async () => {
      const print = printer({ program: await scriptedBrowser(folder, browser) });
      assert.equal(await print(PAGE, never()), 'failed');
      assert.equal(warnings.length, 1);
      await assertNothingLeft();
    });
  }

  it('fails with a warning when the program cannot be started', async () => {
    assert.equal(await printer()(PAGE, never()), 'failed');
    assert.equal(warnings.length, 1);
    await assertNothingLeft();
  });

  it('fails with a warning when there is no place to write to', async () => {
    assert.equal(await printer({ folder: join(folder, 'none') })(PAGE, never()), 'failed');
    assert.equal(warnings.length, 1);
  });

  it('waits no longer than its limit for a file system that does not answer, and begins no more prints there', async () => {
    // Opening a pipe waits in a thread until its other end is open, as a file on a server that is away does.
    const program = await scriptedBrowser(folder, {});
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
    const opened = Array.from({ length: threads }, () => open(pipe, 'r'));
    const print = printer({ program, atOnce: 1, limitMs: 200 });
    assert.deepEqual(await Promise.all([print(PAGE, never()), print(PAGE, never())]), ['failed', 'failed']);
    assert.equal(warnings.length, 2);
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    for (const file of await Promise.all(opened)) await file.close();
    await waitUntil('the end of the print', async () => (await leftovers()).length === 0);
  });

  it('prints few at once, lets few wait, refuses the rest, and goes on with those that wait', async () => {
    const waits = `setInterval(() => existsSync(folder + '/../go') && print('%PDF-1.4 %%EOF'), 20)`;
    const program = await scriptedBrowser(folder, { toPrint: waits });
    const print = printer({ program, atOnce: 1, queueLimit: 2 });
    const gone = new AbortController();
    const first = print(PAGE, never());
    const leaves = print(PAGE, gone.signal);
    const second = print(PAGE, never());
    assert.equal(await print(PAGE, never()), 'busy');
    gone.abort();
    assert.equal(await leaves, 'failed');
    const third = print(PAGE, never());
    assert.equal(await print(PAGE, never()), 'busy');
    await waitUntil('the first', async () => (await leftovers()).length === 1);
    await writeFile(join(folder, 'go'), '');
    for (const pdf of await Promise.all([first, second, third])) assert.ok(Buffer.isBuffer(pdf));
    assert.ok(Buffer.isBuffer(await print(PAGE, never())));
    await assertNothingLeft();
  });
});
