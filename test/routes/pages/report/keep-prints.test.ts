import assert from 'node:assert/strict';
import { keepPrints, type KeptPrintRequest } from '../../../../routes/pages/report/keep-prints.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { type Printed } from '../../../../routes/pages/report/print-once.js';

describe('keepPrints', () => {
  const clock = { now: TEST_NOW };
  let prints: string[];
  let printed: Printed;
  let ask: (more?: Partial<KeptPrintRequest>) => Promise<Printed>;

  beforeEach(() => {
    prints = [];
    printed = Buffer.from('%PDF-1.4');
    const print = keepPrints({
      now: () => clock.now,
      print: ({ place, version, html }) => {
        prints.push(`${place} ${version} ${html()}`);
        return Promise.resolve(printed);
      },
    });
    const { signal } = new AbortController();
    ask = (more = {}) => print({ place: 'A', html: 'page', signal, ...more });
  });

  it('prints the same page of the same place once, and any other anew', async () => {
    assert.equal(await ask(), await ask());
    assert.equal(prints.length, 1);
    await ask({ place: 'B' });
    await ask({ html: 'another page' });
    await ask({ place: 'B' });
    assert.equal(prints.length, 3);
    assert.equal(new Set(prints).size, 3);
  });

  it('keeps what was printed for an hour', async () => {
    await ask();
    clock.now += 60 * 60 * 1000;
    await ask();
    assert.equal(prints.length, 1);
    clock.now += 1;
    await ask();
    assert.equal(prints.length, 2);
  });

  for (const outcome of ['busy', 'failed'] as const) {
    it(`does not keep that it ${outcome === 'busy' ? 'was busy' : 'failed'}`, async () => {
      printed = outcome;
      assert.equal(await ask(), outcome);
      printed = Buffer.from('%PDF-1.4');
      assert.equal(await ask(), printed);
    });
  }

  it('keeps 32 MiB at most: those that were asked for last', async () => {
    printed = Buffer.alloc(10 * 1024 * 1024);
    for (const place of ['A', 'B', 'C', 'A', 'D']) await ask({ place });
    assert.equal(prints.length, 4);
    await ask({ place: 'A' });
    assert.equal(prints.length, 4);
    await ask({ place: 'B' });
    assert.equal(prints.length, 5);
  });

  it('does not keep what is larger than that', async () => {
    printed = Buffer.alloc(33 * 1024 * 1024);
    assert.equal((await ask()).length, printed.length);
    await ask();
    assert.equal(prints.length, 2);
  });
});
