import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstOrder, type InvitationOrders, orderAgain } from '../../../engine/invitation/invitation-orders.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('orderAgain', () => {
  it('allows five more in a day, a minute apart, and says when the next one is allowed', () => {
    let orders = firstOrder(0);
    for (let minute = 1; minute <= 5; minute += 1) {
      assert.deepEqual(orderAgain(orders, minute * MINUTE - 1), { waitMs: 1 });
      orders = orderAgain(orders, minute * MINUTE) as InvitationOrders;
      assert.equal(orders.sending, minute + 1);
    }
    assert.deepEqual(orderAgain(orders, 6 * MINUTE), { waitMs: DAY - 5 * MINUTE });
    assert.deepEqual(orderAgain(orders, DAY + MINUTE), {
      sending: 7,
      asked: [2 * MINUTE, 3 * MINUTE, 4 * MINUTE, 5 * MINUTE, DAY + MINUTE],
    });
  });

  it('never allows a sixth in 24 hours, nor two in a minute, and keeps no more than five', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 * 60 * MINUTE }), { maxLength: 60 }), (steps) => {
        let [now, orders] = [0, firstOrder(0)];
        const allowed: number[] = [];
        for (const step of steps) {
          now += step;
          const next = orderAgain(orders, now);
          if ('waitMs' in next) {
            assert.ok(next.waitMs > 0);
            assert.ok(!('waitMs' in orderAgain(orders, now + next.waitMs)), 'the wait is enough');
            continue;
          }
          assert.ok(now >= (allowed.at(-1) ?? 0) + MINUTE);
          allowed.push(now);
          assert.ok(allowed.filter((at) => at > now - DAY).length <= 5);
          assert.ok(next.asked.length <= 5);
          orders = next;
        }
      }),
    );
  });
});
