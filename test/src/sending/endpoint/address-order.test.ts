import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressOrder } from '../../../../src/sending/endpoint/address-order.js';

describe('addressOrder', () => {
  it('leaves the order of the DNS where nothing failed', () => {
    assert.deepEqual(addressOrder().sort('a', ['3', '1', '2']), ['3', '1', '2']);
  });

  it('puts what failed behind the others, the latest failure last, for that name alone', () => {
    const order = addressOrder();
    for (const address of ['1', '2', '1']) order.failed('a', address);
    assert.deepEqual(order.sort('a', ['1', '2', '3']), ['3', '2', '1']);
    assert.deepEqual(order.sort('b', ['1', '2', '3']), ['1', '2', '3']);
    order.answered('a', '1');
    assert.deepEqual(order.sort('a', ['1', '2', '3']), ['1', '3', '2']);
  });

  it('forgets the oldest of a thousand names', () => {
    const order = addressOrder();
    for (let name = 0; name <= 1_000; name += 1) order.failed(String(name), '1');
    assert.deepEqual(order.sort('0', ['1', '2']), ['1', '2']);
    assert.deepEqual(order.sort('1', ['1', '2']), ['2', '1']);
  });

  it('comes to every address within as many tries as are needed, whatever the DNS does with their order', () => {
    const addresses = Array.from({ length: 13 }, (_, index) => String(index));
    const orders = fc.array(fc.shuffledSubarray(addresses, { minLength: 13 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(orders, (answers) => {
        const order = addressOrder();
        const tried = new Set<string>();
        for (const answer of answers) {
          for (const address of order.sort('a', answer).slice(0, 4)) {
            order.failed('a', address);
            tried.add(address);
          }
        }
        assert.equal(tried.size, addresses.length);
      }),
    );
  });
});
