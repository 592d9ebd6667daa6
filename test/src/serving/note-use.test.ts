import assert from 'node:assert/strict';
import { noteUse } from '../../../src/serving/note-use.js';

describe('noteUse', () => {
  let clock: number;
  let writes: [string, number][];
  let warnings: object[];
  let write: (id: string, at: number) => Promise<void>;
  let note: (id: string) => void;

  beforeEach(() => {
    clock = 1_000_000;
    writes = [];
    warnings = [];
    write = () => Promise.resolve();
    note = noteUse({
      write: (id, at) => {
        writes.push([id, at]);
        return write(id, at);
      },
      now: () => clock,
      log: { warn: (fields: object) => void warnings.push(fields) },
    });
  });

  it('writes a use at once, and the next one a minute later', () => {
    note('1');
    clock += 59_999;
    note('1');
    clock += 1;
    note('1');
    assert.deepEqual(writes, [
      ['1', 1_000_000],
      ['1', 1_060_000],
    ]);
  });

  it('counts the minutes of each credential apart', () => {
    note('1');
    note('2');
    assert.deepEqual(
      writes.map(([id]) => id),
      ['1', '2'],
    );
  });

  it('only logs a write that fails, and tries again a minute later', async () => {
    const fault = new Error('down');
    write = () => Promise.reject(fault);
    note('1');
    await Promise.resolve();
    clock += 60_000;
    note('1');
    await new Promise(setImmediate);
    assert.equal(writes.length, 2);
    assert.deepEqual(warnings, [{ err: fault }, { err: fault }]);
  });
});
