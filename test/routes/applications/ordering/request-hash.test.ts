import assert from 'node:assert/strict';
import fc from 'fast-check';
import { requestHash } from '../../../../routes/applications/ordering/request-hash.js';

describe('requestHash', () => {
  const order = { position_id: '1' };
  const KNOWN = ['position_id', 'account_id', 'language_id', 'idempotency_key', 'command', 'partner_api', 'fields'];
  const OTHERS = ['app_email', 'app_phone', 'app_url', 'is_test', 'fail_on_dup'];
  const name = fc.string({ minLength: 1 }).filter((text) => ![...KNOWN, ...OTHERS, '__proto__'].includes(text));
  const plain = fc.dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean()));

  it('is the same for plain parameters in any order and for the same as a list', () => {
    fc.assert(
      fc.property(plain, (fields) => {
        const turned = Object.fromEntries(Object.entries(fields).reverse());
        const list = Object.keys(fields)
          .sort((a, b) => (a < b ? -1 : 1))
          .map((n) => ({ n, v: fields[n]! }));
        const hash = requestHash({ ...order, ...fields });
        assert.equal(requestHash({ ...turned, ...order }), hash);
        assert.equal(requestHash({ ...order, fields: list }), hash);
        assert.equal(requestHash({ ...order, fields: list.map(({ n, v }) => ({ n, v: String(v) })) }), hash);
      }),
    );
  });

  it('differs when a field differs', () => {
    fc.assert(
      fc.property(plain, name, fc.string(), (fields, n, v) => {
        fc.pre(!Object.hasOwn(fields, n));
        assert.notEqual(requestHash({ ...order, ...fields, [n]: v }), requestHash({ ...order, ...fields }));
      }),
    );
  });

  it('differs by a parameter that the gateway does not know', () => {
    const attempts = [order, { ...order, attempt: 1 }, { ...order, attempt: 2 }];
    assert.equal(new Set(attempts.map(requestHash)).size, 3);
  });

  it('is the same whichever face and key the order came with', () => {
    const command = { command: 'application_create', partner_api: true, account_id: '7', idempotency_key: 'order-1' };
    assert.equal(requestHash({ ...command, ...order, is_test: false, fail_on_dup: false }), requestHash(order));
  });
});
