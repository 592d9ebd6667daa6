import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareEntityIds, isStorableId, parseEntityId } from '../../engine/entity-id.js';

const MAX = 2n ** 64n - 1n;
const anyId = fc.bigInt({ min: 0n, max: MAX });

describe('parseEntityId', () => {
  it('keeps every digit of every unsigned 64-bit id given as text', () => {
    fc.assert(fc.property(anyId, (id) => parseEntityId(String(id)) === String(id)));
  });

  it('takes every safe integer from 0', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (id) => parseEntityId(id) === String(id)));
    assert.equal(parseEntityId(0), '0');
    assert.equal(parseEntityId(Number.MAX_SAFE_INTEGER), '9007199254740991');
  });

  it('accepts a text exactly when it is the plain decimal spelling of an integer', () => {
    const looksLikeAnId = fc.stringMatching(/^[-+ ]?[0-9]{0,21}[.eE]?[0-9]{0,2}\n?$/);
    fc.assert(
      fc.property(fc.oneof(looksLikeAnId, fc.string()), (text) => {
        const canonical = /^\d+$/.test(text) && !text.includes('\n') && String(BigInt(text)) === text;
        assert.equal(parseEntityId(text), canonical && BigInt(text) <= MAX ? text : undefined);
      }),
    );
  });

  const refused: unknown[] = [
    ...['', ' ', '00', '01', '-0', '-1', '+1', '1.0', '1e3', '0x1', '1 ', ' 1', '1\n', '١', '18446744073709551616'],
    ...['99999999999999999999', '100000000000000000000', -0, -1, 1.5, 2 ** 53, 1e300, NaN, Infinity],
    ...[null, undefined, true, 1n, ['1'], {}, { toString: () => '1' }],
  ];
  for (const [index, value] of refused.entries()) {
    it(`refuses ${typeof value} ${typeof value === 'string' ? JSON.stringify(value) : `of case ${index}`}`, () => {
      assert.equal(parseEntityId(value), undefined);
    });
  }

  it('takes the largest id', () => {
    assert.equal(parseEntityId('18446744073709551615'), '18446744073709551615');
  });
});

describe('isStorableId', () => {
  it('ends at 2^63-1', () => {
    assert.equal(isStorableId('9223372036854775807'), true);
    assert.equal(isStorableId('9223372036854775808'), false);
    fc.assert(fc.property(anyId, (id) => isStorableId(String(id)) === id < 2n ** 63n));
  });
});

describe('compareEntityIds', () => {
  it('orders as the numbers do', () => {
    fc.assert(
      fc.property(anyId, anyId, (a, b) => {
        assert.equal(Math.sign(compareEntityIds(String(a), String(b))), a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('puts 9 before 10', () => {
    assert.deepEqual(['10', '9', '100', '0'].sort(compareEntityIds), ['0', '9', '10', '100']);
  });
});
