import assert from 'node:assert/strict';
import { accountSlots } from '../../../src/sending/account-slots.js';

describe('accountSlots', () => {
  it('counts down in all and per account, and up again', () => {
    const slots = accountSlots({ total: 3, perAccount: 2 });
    slots.begun('a');
    slots.begun('a');
    assert.deepEqual([slots.free(), slots.freeOf('a'), slots.freeOf('b')], [1, 0, 2]);
    slots.ended('a', 'delivered');
    assert.deepEqual([slots.free(), slots.freeOf('a')], [2, 1]);
  });

  it('is full for an account at its own cap, and for all when there is none left', () => {
    const slots = accountSlots({ total: 3, perAccount: 2 });
    const full = () => [slots.isFull('a'), slots.isFull('b')];
    slots.begun('a');
    assert.deepEqual(full(), [false, false]);
    slots.begun('a');
    assert.deepEqual(full(), [true, false]);
    slots.begun('b');
    assert.deepEqual(full(), [true, true]);
  });

  it('slows an account down after five times no response in a row, and only then', () => {
    const slots = accountSlots({ total: 100, perAccount: 8 });
    const ended = (outcome: 'no-response' | 'blocked' | 'rejected') => {
      slots.begun('a');
      slots.ended('a', outcome);
    };
    for (const outcome of ['no-response', 'blocked', 'no-response', 'no-response'] as const) ended(outcome);
    assert.equal(slots.freeOf('a'), 8);
    ended('no-response');
    assert.deepEqual([slots.freeOf('a'), slots.isSlow('a'), slots.freeOf('b')], [2, true, 8]);
    ended('rejected');
    assert.deepEqual([slots.freeOf('a'), slots.isSlow('a')], [8, false]);
  });

  it('does not count an attempt that broke off as a silence of the partner', () => {
    const slots = accountSlots({ total: 100, perAccount: 8 });
    for (let n = 0; n < 9; n += 1) {
      slots.begun('a');
      slots.ended('a', undefined);
    }
    assert.equal(slots.freeOf('a'), 8);
  });
});
