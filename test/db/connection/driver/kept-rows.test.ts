import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptRows } from '../../../../db/connection/driver/kept-rows.js';

describe('keptRows', () => {
  it('answers what reading would, whatever is asked and changed in whatever order', () => {
    const step = fc.oneof(
      fc.record({ write: fc.nat(3) }),
      fc.record({ ask: fc.constantFrom('a', 'b'), binding: fc.oneof(fc.nat(2), fc.constantFrom('0', '1')) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 1000 }), (steps, maxSize) => {
        let version = 0;
        const stored: number[] = [];
        const results = keptRows({ versionOf: () => version, maxSize });
        for (const one of steps) {
          if ('write' in one) {
            stored.push(one.write);
            version += 1;
          } else {
            const read = () => stored.map((value) => [one.ask, typeof one.binding, one.binding, value]);
            assert.deepEqual(results.get(one.ask, [one.binding], read), read());
          }
        }
      }),
    );
  });

  it('reads once while nothing changes, and again when told to forget', () => {
    let reads = 0;
    const results = keptRows({ versionOf: () => 1 });
    const read = () => [[(reads += 1)]];
    for (let times = 0; times < 3; times++) assert.deepEqual(results.get('a', [1, 'x'], read), [[1]]);
    results.clear();
    assert.deepEqual(results.get('a', [1, 'x'], read), [[2]]);
  });

  it('keeps no more than it may', () => {
    let reads = 0;
    const results = keptRows({ versionOf: () => 1, maxSize: 1000 });
    const ask = (binding: number, letters: number) =>
      results.get('a', [binding], () => ((reads += 1), [['x'.repeat(letters)]]));
    for (const binding of [1, 2, 1, 2]) ask(binding, 400);
    assert.equal(reads, 2);
    // There is no room for a third result beside the two.
    ask(3, 100);
    ask(1, 400);
    assert.equal(reads, 4);
    ask(4, 1000);
    ask(4, 1000);
    assert.equal(reads, 6);
    ask(1, 400);
    assert.equal(reads, 6);
  });

  it('counts what was asked for, found or not', () => {
    let reads = 0;
    const results = keptRows({ versionOf: () => 1, maxSize: 1000 });
    const ask = (name: string) => results.get('a', [name], () => ((reads += 1), []));
    for (const name of ['a'.repeat(600), 'b'.repeat(600), 'a'.repeat(600)]) ask(name);
    assert.equal(reads, 3);
  });
});
