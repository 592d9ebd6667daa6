import assert from 'node:assert/strict';
import { type NotificationChannel } from '../../../db/notifications/notifications.js';
import { lookout, type LookoutParts } from '../../../src/sending/lookout.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Makes a lookout that looks once a millisecond, and notes what it asked and found. */
function setUp(more: Partial<LookoutParts> = {}) {
  const asked: string[] = [];
  const found: [NotificationChannel, readonly string[]][] = [];
  const due: NotificationChannel[] = [];
  const looking = lookout({
    channels: ['endpoint', 'messages'],
    dueChannels: async () => {
      asked.push('channels');
      return due;
    },
    longestDue: async (channel) => {
      asked.push(channel);
      return { accounts: ['a'], complete: true };
    },
    allDue: async (channel) => {
      asked.push(`all of ${channel}`);
      return ['b', 'c'];
    },
    found: (channel, accounts) => void found.push([channel, accounts]),
    log: { warn() {} },
    now: () => 5,
    everyMs: 1,
    ...more,
  });
  return { looking, asked, found, due };
}

describe('lookout', () => {
  it('asks one question again and again while nothing is due', async () => {
    const { looking, asked, found } = setUp();
    while (asked.length < 3) await turn();
    await looking.stop();
    assert.deepEqual(new Set(asked), new Set(['channels']));
    assert.deepEqual(found, []);
  });

  it('finds the accounts with something due, and looks at all only if the oldest rows do not show them', async () => {
    const { looking, asked, found, due } = setUp();
    due.push('messages');
    while (found.length === 0) await turn();
    await looking.stop();
    assert.deepEqual(found[0], ['messages', ['a']]);
    assert.ok(!asked.some((one) => one.startsWith('all')));
  });

  it('looks at all accounts when the oldest rows hide some, but not each time', async () => {
    const { looking, asked, found, due } = setUp({
      longestDue: async () => ({ accounts: ['a'], complete: false }),
      allDue: async (channel) => {
        asked.push(`all of ${channel}`);
        const end = performance.now() + 5;
        while (performance.now() < end);
        return ['a', 'b'];
      },
    });
    due.push('endpoint');
    while (found.length < 4) await turn();
    await looking.stop();
    const fulls = asked.filter((one) => one === 'all of endpoint').length;
    assert.deepEqual(found.slice(0, 2), [
      ['endpoint', ['a']],
      ['endpoint', ['a', 'b']],
    ]);
    assert.ok(fulls < asked.length - fulls, asked.join());
  });

  it('passes over a channel on which this process does not send', async () => {
    const { looking, asked, due } = setUp({ channels: ['endpoint'] });
    due.push('messages');
    while (asked.length < 3) await turn();
    await looking.stop();
    assert.deepEqual(new Set(asked), new Set(['channels']));
  });

  it('breaks off a question that waits when it is stopped', async () => {
    const warnings: unknown[] = [];
    const { looking } = setUp({
      log: { warn: (line: unknown) => void warnings.push(line) },
      dueChannels: (signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('broken off')))),
    });
    await looking.stop();
    assert.deepEqual(warnings, []);
  });

  it('goes on after a look that failed or never ended, and is not up to date meanwhile', async () => {
    let at = 5;
    let looks = 0;
    const warnings: string[] = [];
    const { looking } = setUp({
      now: () => at,
      withinMs: 5,
      pauseMs: 1,
      log: { warn: ({ err }: { err: Error }) => void warnings.push(err.message) },
      dueChannels: () => {
        looks += 1;
        if (looks === 1) return Promise.reject(new Error('away'));
        return looks === 2 ? new Promise(() => {}) : Promise.resolve([]);
      },
    });
    at = 9;
    while (looks < 2) await turn();
    assert.equal(looking.lastLookAt(), 5);
    while (looks < 4) await turn();
    assert.equal(looking.lastLookAt(), 9);
    await looking.stop();
    assert.deepEqual(warnings, ['away', 'no look within 0.005 s']);
  });
});
