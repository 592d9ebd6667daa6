import assert from 'node:assert/strict';
import { type Listener, relay } from '../../../src/workers/relay.js';
import { type ToWorker } from '../../../src/workers/worker-message.js';

describe('relay', () => {
  let heard: [worker: string, message: ToWorker][];
  let one: Listener;
  let other: Listener;
  const setUp = ({ lead }: { lead?: Listener } = {}) =>
    relay({
      all: () => [one, other],
      lead: () => lead,
      metrics: () => Promise.reject(new Error('late')),
      checksAtOnce: 1,
    });

  beforeEach(() => {
    heard = [];
    const named = (name: string): Listener => ({ send: (message) => void heard.push([name, message]) });
    [one, other] = [named('one'), named('other')];
  });

  it('gives turns in their order, as many at once as there may be', () => {
    const { heard: say } = setUp();
    say(one, { pop: 'turn', id: 1 });
    say(one, { pop: 'turn', id: 2 });
    say(other, { pop: 'turn', id: 1 });
    assert.deepEqual(heard, [['one', { pop: 'turn', id: 1 }]]);
    say(one, { pop: 'turn-over', id: 1 });
    say(one, { pop: 'turn-over', id: 2 });
    assert.deepEqual(heard.slice(1), [
      ['one', { pop: 'turn', id: 2 }],
      ['other', { pop: 'turn', id: 1 }],
    ]);
  });

  it('takes the turns of a worker that has ended', () => {
    const { heard: say, left } = setUp();
    say(one, { pop: 'turn', id: 1 });
    say(one, { pop: 'turn', id: 2 });
    say(other, { pop: 'turn', id: 1 });
    left(one);
    assert.deepEqual(heard.slice(1), [['other', { pop: 'turn', id: 1 }]]);
  });

  it('passes counts on to the others, and a wake to the lead alone', () => {
    const { heard: say } = setUp({ lead: one });
    const counts = { pop: 'counts' as const, counts: [] };
    const wake = { pop: 'wake' as const, accountId: '1', channel: undefined };
    say(one, counts);
    say(other, wake);
    assert.deepEqual(heard, [
      ['other', counts],
      ['one', wake],
    ]);
    setUp().heard(other, wake);
    assert.equal(heard.length, 2);
  });

  it('says so when there are no metrics in time', async () => {
    setUp().heard(one, { pop: 'metrics', id: 7 });
    await new Promise(setImmediate);
    assert.deepEqual(heard, [['one', { pop: 'metrics', id: 7, text: undefined }]]);
  });
});
