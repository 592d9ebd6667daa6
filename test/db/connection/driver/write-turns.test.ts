import assert from 'node:assert/strict';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { writeTurns } from '../../../../db/connection/driver/write-turns.js';
import { WriteLockTimeout } from '../../../../db/connection/driver/write-lock-timeout.js';

describe('writeTurns', () => {
  const LONG = 60_000;

  it('gives one turn at a time, in the order of asking', async () => {
    const turns = writeTurns({ now: () => 0 });
    const order: number[] = [];
    let atOnce = 0;
    const write = async (number: number): Promise<void> => {
      const turn = await turns.take(LONG);
      assert.equal((atOnce += 1), 1);
      order.push(number);
      await endOfTurn();
      atOnce -= 1;
      turn.end();
    };
    const all = Promise.all([1, 2, 3, 4, 5].map(write));
    assert.equal(turns.pending(), 5);
    await all;
    assert.deepEqual(order, [1, 2, 3, 4, 5]);
    assert.equal(turns.pending(), 0);
  });

  it('passes over those that waited for too long', async () => {
    const turns = writeTurns({ now: () => 0 });
    const first = await turns.take(LONG);
    const impatient = turns.take(1);
    const patient = turns.take(LONG);
    await assert.rejects(impatient, WriteLockTimeout);
    assert.equal(turns.pending(), 2);
    first.end();
    (await patient).end();
    assert.equal(turns.pending(), 0);
  });

  it('tells when the patience of a turn is over, the waiting for it included', async () => {
    let now = 0;
    const turns = writeTurns({ now: () => now });
    const first = await turns.take(100);
    const next = turns.take(100);
    now = 99;
    assert.equal(first.isLate(), false);
    first.end();
    const turn = await next;
    assert.equal(turn.isLate(), false);
    now = 100;
    assert.equal(turn.isLate(), true);
    turn.end();
  });

  it('leaves the lock alone for 10 ms after 200 ms in which it never was', async () => {
    let now = 0;
    const pauses: number[] = [];
    const turns = writeTurns({ now: () => now, pause: async (ms) => void pauses.push(ms) });
    const write = async ({ takes, after }: { takes: number; after: number }): Promise<number[]> => {
      now += after;
      const turn = await turns.take(LONG);
      now += takes;
      turn.end();
      return pauses.splice(0);
    };
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 20; n += 1) assert.deepEqual(await write({ takes: 9, after: 1 }), [], `${round} ${n}`);
      assert.deepEqual(await write({ takes: 0, after: 1 }), [10]);
      now -= 1;
    }
    // A writer that leaves gaps anyway is not slowed down.
    for (let n = 0; n < 40; n += 1) assert.deepEqual(await write({ takes: 9, after: 10 }), []);
  });
});
