import assert from 'node:assert/strict';
import { stopInTime } from '../../src/stop-in-time.js';

const never = () => new Promise(() => {});

describe('stopInTime', () => {
  it('stops all of a group at once, and the next when all of it have ended', async () => {
    const said: string[] = [];
    let end = (): void => {};
    const slow = () => new Promise<void>((resolve) => (end = resolve)).then(() => void said.push('slow'));
    const quick = async () => {
      said.push('quick');
      end();
    };
    const last = async () => void said.push('last');
    await stopInTime({ groups: [{ slow, quick }, { last }], tooLate: () => undefined });
    assert.deepEqual(said, ['quick', 'slow', 'last']);
  });

  it('names what has not ended when the time is over, the groups that had no turn too', async () => {
    const open = await new Promise<string[]>((tooLate) => {
      const groups = [{ server: async () => undefined, notifier: never }, { database: never }];
      void stopInTime({ groups, tooLate, withinMs: 5 });
    });
    assert.deepEqual(open, ['notifier', 'database']);
  });

  it('names nothing when something else keeps the process alive', async () => {
    const open = await new Promise<string[]>((tooLate) => {
      void stopInTime({ groups: [{ server: async () => undefined }], tooLate, withinMs: 5 });
    });
    assert.deepEqual(open, []);
  });

  it('goes on after a fault, and rejects with the first', async () => {
    let closed = false;
    const groups = [
      { server: () => Promise.reject(new Error('first')), notifier: () => Promise.reject(new Error('second')) },
      { database: async () => void (closed = true) },
    ];
    await assert.rejects(stopInTime({ groups, tooLate: () => undefined }), /first/);
    assert.equal(closed, true);
  });
});
