import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Print, printOnce, type PrintRequest, type Printed } from '../../../../routes/pages/report/print-once.js';

interface Started {
  html: string;
  signal: AbortSignal;
  end(printed: Printed): void;
  break(error: Error): void;
}

describe('printOnce', () => {
  let started: Started[];
  let print: (request: PrintRequest) => Promise<Printed>;

  beforeEach(() => {
    started = [];
    const printer: Print = (html, signal) =>
      new Promise((end, fail) => {
        started.push({ html, signal, end, break: fail });
      });
    print = printOnce(printer);
  });

  const PDF = Buffer.from('%PDF-1.4');
  const ask = (more: Partial<PrintRequest> = {}) =>
    print({ place: 'A', version: 'eng', html: () => 'page', signal: new AbortController().signal, ...more });

  it('gives who asks for the same meanwhile the same print, and prints anew afterwards', async () => {
    const both = [ask(), ask()];
    assert.equal(started.length, 1);
    started[0]!.end(PDF);
    assert.deepEqual(await Promise.all(both), [PDF, PDF]);
    const again = ask();
    assert.equal(started.length, 2);
    started[1]!.end('failed');
    assert.equal(await again, 'failed');
  });

  it('is busy for another version of the same, and makes no page for it', async () => {
    const first = ask();
    const html = () => assert.fail('a page was made');
    assert.equal(await ask({ version: 'ara', html }), 'busy');
    const other = ask({ place: 'B', version: 'ara' });
    assert.equal(started.length, 2);
    for (const { end } of started) end(PDF);
    assert.deepEqual(await Promise.all([first, other]), [PDF, PDF]);
  });

  it('ends a print when the last who waits for it has gone, not before', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [ask({ signal: one.signal }), ask({ signal: two.signal })];
    const { signal, end } = started[0]!;
    const ended = once(signal, 'abort');
    one.abort();
    assert.equal(signal.aborted, false);
    two.abort();
    await ended;
    const next = ask();
    assert.equal(started.length, 2, 'nobody is given what was broken off');
    end('failed');
    started[1]!.end(PDF);
    assert.deepEqual(await Promise.all([...asked, next]), ['failed', 'failed', PDF]);
  });

  it('prints nothing for who has gone before', async () => {
    assert.equal(await ask({ signal: AbortSignal.abort() }), 'failed');
    assert.deepEqual(started, []);
  });

  it('hands a fault to all who wait, and prints anew after it', async () => {
    const both = [ask(), ask()];
    started[0]!.break(new Error('broken'));
    for (const asked of both) await assert.rejects(asked, /broken/);
    void ask();
    assert.equal(started.length, 2);
  });
});
