import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { forwardedAddress } from '../../../engine/sign-in/forwarded-address.js';

const V4 = '192.0.2.1';
const V6 = '2001:db8::1';

describe('forwardedAddress', () => {
  for (const [element, address] of [
    [V4, V4],
    ['192.0.2.1:443', V4],
    ['192.0.2.1:0', V4],
    ['[192.0.2.1]:443', V4],
    [V6, V6],
    ['[2001:db8::1]', V6],
    ['[2001:db8::1]:65535', V6],
    ['2001:DB8:0:0::0001', V6],
    ['fe80::1%eth0', 'fe80::1'],
    [`[fe80::1%${'x'.repeat(500)}]:1`, 'fe80::1'],
    ['::ffff:192.0.2.1', V4],
    ['[::FFFF:c000:201]:80', V4],
    ['::127.0.0.1', '::7f00:1'],
    ['::1', '::1'],
  ] as const) {
    it(`reads ${element.slice(0, 40)} as ${address}`, () => assert.equal(forwardedAddress(element), address));
  }

  for (const element of [
    '',
    'unknown',
    '_hidden',
    'partner.example.com',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '0x7f.1',
    '3221225985',
    '192.0.2.1:',
    '192.0.2.1:123456',
    '192.0.2.1:http',
    '192.0.2.1:1:2',
    '[192.0.2.1',
    '[[2001:db8::1]]',
    '[]',
    '2001:db8::1]:443',
    '2001:db8::1::2',
    'http://192.0.2.1/',
    '"192.0.2.1"',
    'for=192.0.2.1',
    '192.0.2.1%eth0]:1',
    '1.'.repeat(5000),
    '1'.repeat(5000),
  ]) {
    it(`finds no address in ${JSON.stringify(element.slice(0, 40))}`, () =>
      assert.equal(forwardedAddress(element), undefined));
  }

  it('reads any address the same in all its forms', () => {
    const port = fc.integer({ min: 0, max: 65_535 });
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), port, (address, port) => {
        const alone = forwardedAddress(address);
        assert.ok(alone !== undefined && isIP(alone) !== 0, address);
        assert.equal(forwardedAddress(`[${address}]`), alone);
        assert.equal(forwardedAddress(`[${address}]:${port}`), alone);
        assert.equal(forwardedAddress(alone), alone);
        if (isIP(address) === 4) assert.equal(forwardedAddress(`${address}:${port}`), address);
      }),
    );
  });

  it('answers whatever it gets with an address of at most 39 characters or nothing', () => {
    const pieces = fc.array(fc.constantFrom('[', ']', ':', '.', '%', '1', 'ff', '255', '192.0.2.1', '::', '0x', '"'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const alone = forwardedAddress(text);
          if (alone !== undefined) assert.ok(isIP(alone) !== 0 && alone.length <= 39, alone);
        },
      ),
    );
  });
});
