import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type QueueLimits, sharedQueue } from '../../engine/shared-queue.js';

interface Begun {
  key: string;
  gone: AbortSignal;
  end(value: string): void;
  fail(error: Error): void;
}

describe('sharedQueue', () => {
  let begun: Begun[];
  beforeEach(() => (begun = []));

  function setUp(limits: QueueLimits) {
    const queue = sharedQueue<string>(limits);
    const enter = (key: string, { owner = key, signal }: { owner?: string; signal?: AbortSignal } = {}) =>
      queue.enter({
        key,
        owner,
        signal,
        run: (gone) => new Promise((end, fail) => begun.push({ key, gone, end, fail })),
      });
    return { queue, enter };
  }

  const keys = () => begun.map(({ key }) => key);

  it('begins few at once, the others in the order in which they came', async () => {
    const { queue, enter } = setUp({ atOnce: 1 });
    const asked = ['a', 'b', 'c'].map((key) => enter(key));
    assert.deepEqual([queue.running, queue.waiting], [1, 2]);
    for (const at of [0, 1, 2]) {
      begun[at]!.end(String(at));
      await asked[at];
    }
    assert.deepEqual(await Promise.all(asked), ['0', '1', '2']);
    assert.deepEqual(keys(), ['a', 'b', 'c']);
    assert.deepEqual([queue.running, queue.waiting], [0, 0]);
  });

  it('shares what waits and what has begun, which takes no room', async () => {
    const { enter } = setUp({ atOnce: 1, waiting: 1 });
    const asked = ['a', 'b', 'b', 'a'].map((key) => enter(key));
    assert.equal(await enter('c'), 'busy');
    begun[0]!.end('of a');
    await asked[0];
    begun[1]!.end('of b');
    assert.deepEqual(await Promise.all(asked), ['of a', 'of b', 'of b', 'of a']);
    void enter('a');
    assert.deepEqual(keys(), ['a', 'b', 'a']);
  });

  it('is busy for an owner who has enough waiting, or enough at all', async () => {
    const { enter } = setUp({ atOnce: 1, waitingPerOwner: 1, perOwner: 3 });
    for (const key of ['a1', 'a2']) void enter(key, { owner: 'a' });
    assert.equal(await enter('a3', { owner: 'a' }), 'busy');
    void enter('b', { owner: 'b' });
    const one = setUp({ perOwner: 1 });
    void one.enter('a1', { owner: 'a' });
    assert.equal(await one.enter('a2', { owner: 'a' }), 'busy');
    void one.enter('b', { owner: 'b' });
    assert.deepEqual(keys(), ['a1', 'a1', 'b']);
  });

  it('lets who waits leave, and does not begin what all have left', async () => {
    const { queue, enter } = setUp({ atOnce: 1 });
    const first = enter('a');
    const [one, two] = [new AbortController(), new AbortController()];
    const left = [enter('b', { signal: one.signal }), enter('b', { signal: two.signal })];
    one.abort();
    await assert.rejects(left[0]!, { name: 'AbortError' });
    assert.equal(queue.waiting, 1);
    two.abort();
    await assert.rejects(left[1]!, { name: 'AbortError' });
    assert.equal(queue.waiting, 0);
    begun[0]!.end('');
    await first;
    assert.deepEqual(keys(), ['a']);
  });

  it('tells work under way when all have left, counts it to its end, and lets nobody share it', async () => {
    const { queue, enter } = setUp({ atOnce: 1, perOwner: 1 });
    const hangUp = new AbortController();
    const asked = enter('a', { signal: hangUp.signal });
    const told = once(begun[0]!.gone, 'abort');
    hangUp.abort();
    await told;
    const next = enter('a');
    assert.deepEqual([queue.running, queue.waiting], [1, 1]);
    begun[0]!.end('broken off');
    assert.equal(await asked, 'broken off');
    begun[1]!.end('whole');
    assert.equal(await next, 'whole');
  });

  it('hands a fault to all who share it, and goes on', async () => {
    const { enter } = setUp({ atOnce: 1 });
    const both = [enter('a'), enter('a')];
    const next = enter('b');
    begun[0]!.fail(new Error('broken'));
    for (const asked of both) await assert.rejects(asked, /broken/);
    begun[1]!.end('fine');
    assert.equal(await next, 'fine');
  });

  it('hands on what is thrown at once', async () => {
    const queue = sharedQueue<string>({ atOnce: 1 });
    const run = () => assert.fail('at once');
    await assert.rejects(queue.enter({ key: 'a', owner: 'a', run }), /at once/);
    assert.equal(queue.running, 0);
  });

  it('has no place for who has gone before', async () => {
    const { enter } = setUp({});
    await assert.rejects(enter('a', { signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.deepEqual(keys(), []);
  });
});
