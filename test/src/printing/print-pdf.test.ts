import assert from 'node:assert/strict';
import { closeSync, constants, openSync } from 'node:fs';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printPdf, type PrintPdfOptions } from '../../../src/printing/print-pdf.js';
import { withBrowserProgram } from '../../support/browser.js';
import { makeFolder } from '../../support/process.js';
import { waitUntil } from '../../support/wait-until.js';

const PAGE = '<!doctype html><html lang="en"><title>Report</title><body><h1>Ada</h1></body></html>';
const never = () => new AbortController().signal;

/**
 * Returns the processes whose place for temporary files is the folder. Zombies are not among them, because they have no
 * environment left.
 */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
  return environments.filter((environment) => environment.includes(`TMPDIR=${folder}`));
}

describe('printing to PDF', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let warnings: { fields: object; message: string }[];

  beforeEach(async () => {
    ({ folder, remove } = await makeFolder());
    warnings = [];
  });

  afterEach(() => remove());

  const printer = (options: Partial<PrintPdfOptions> = {}) =>
    printPdf({
      program: '/no/such/program',
      folder,
      warn: (fields, message) => warnings.push({ fields, message }),
      ...options,
    });

  /** Makes a program that starts a helper process, as a browser does, and then does what the script says. */
  async function program(script: string): Promise<string> {
    const path = join(folder, 'program');
    await writeFile(path, `#!/bin/sh\nfor last; do :; done\nfolder=$(dirname "$last")\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('pop-pdf-'));
  const hangs = 'sleep 1000 & sleep 1000';

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
    const print = printer({ program: await program(hangs), deadlineMs: 100 });
    assert.equal(await print(PAGE, never()), 'failed');
    await assertNothingLeft();
  });

  it('kills them when the client is gone, and says nothing of it', async () => {
    const gone = new AbortController();
    const printed = printer({ program: await program(hangs) })(PAGE, gone.signal);
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
    const outliving = `sleep 1000 & printf '%%PDF-1.4 %%%%EOF' > "$folder/report.pdf"`;
    const pdf = await printer({ program: await program(outliving) })(PAGE, never());
    assert.equal(pdf.toString(), '%PDF-1.4 %%EOF');
    await assertNothingLeft();
  });

  const faults: { name: string; script: string | undefined }[] = [
    { name: 'the program can not be started', script: undefined },
    { name: 'the program fails', script: `echo why >&2; exit 3` },
    { name: 'the program writes nothing', script: 'exit 0' },
    { name: 'the program writes something else', script: 'echo no > "$folder/report.pdf"' },
    { name: 'the disk is full before the end', script: `printf '%%PDF-1.4 cut' > "$folder/report.pdf"` },
  ];
  for (const { name, script } of faults) {
    it(`fails with a warning, and leaves nothing, when ${name}`, async () => {
      const print = printer(script === undefined ? {} : { program: await program(script) });
      assert.equal(await print(PAGE, never()), 'failed');
      assert.equal(warnings.length, 1);
      await assertNothingLeft();
    });
  }

  it('fails with a warning when there is no place to write to', async () => {
    assert.equal(await printer({ folder: join(folder, 'none') })(PAGE, never()), 'failed');
    assert.equal(warnings.length, 1);
  });

  it('waits no longer than its limit for a file system that does not answer, and begins no more prints there', async () => {
    // Opening a pipe waits in a thread until its other end is open, as a file on a server that is away does.
    const waits = await program('mkfifo "$folder/report.pdf"');
    const print = printer({ program: waits, atOnce: 1, limitMs: 3_000 });
    assert.deepEqual(await Promise.all([print(PAGE, never()), print(PAGE, never())]), ['failed', 'failed']);
    assert.equal(warnings.length, 2);
    const [only, ...others] = await leftovers();
    assert.deepEqual(others, []);
    closeSync(openSync(join(folder, only!, 'report.pdf'), constants.O_WRONLY | constants.O_NONBLOCK));
    await waitUntil('the end of the print', async () => (await leftovers()).length === 0);
  });

  it('prints few at once, lets few wait, refuses the rest, and goes on with those that wait', async () => {
    const waits = `while [ ! -e "$folder/../go" ]; do sleep 0.02; done; printf '%%PDF-1.4 %%%%EOF' > "$folder/report.pdf"`;
    const print = printer({ program: await program(waits), atOnce: 1, queueLimit: 2 });
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
