import assert from 'node:assert/strict';
import { bell } from '../../../src/sending/bell.js';

const NEVER = 2 ** 31 - 1;

describe('bell', () => {
  it('wakes who waits', async () => {
    const alarm = bell();
    const waiting = alarm.wait(NEVER);
    alarm.ring();
    await waiting;
  });

  it('remembers one ring for the next who waits', async () => {
    const alarm = bell();
    alarm.ring();
    alarm.ring();
    await alarm.wait(NEVER);
    let woken = false;
    const waiting = alarm.wait(NEVER).then(() => (woken = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(woken, false);
    alarm.ring();
    await waiting;
  });

  it('lets the wait end by itself', async () => {
    await bell().wait(1);
  });
});
