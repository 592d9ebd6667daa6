import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMailAddress } from '../../../engine/invitation/mail-address.js';

describe('isMailAddress', () => {
  for (const text of ['ada@example.com', 'a.b+c@mail.example.com', "o'hara@example.com", 'invitations@localhost']) {
    it(`takes ${text}`, () => assert.ok(isMailAddress(text)));
  }

  const refused = [
    ...['', '@', 'a@', '@b', 'a', 'a b@example.com', 'a@b@example.com', 'a@example..com', '.a@example.com'],
    ...['a@example.com, b@example.com', 'a@example.com,b@example.com', 'Ada <a@example.com>', '<a@example.com>'],
    ...[
      'a@example.com\r\nBcc: b@example.com',
      'a@example.com\n',
      '"a b"@example.com',
      'a@[127.0.0.1]',
      'ä@example.com',
    ],
    ...[`${'a'.repeat(65)}@example.com`, `a@${'b'.repeat(64)}.com`, `a@${'b.'.repeat(130)}com`],
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text).slice(0, 40)}`, () => assert.ok(!isMailAddress(text)));
  }

  it('takes nothing in which a second recipient could hide', () => {
    const piece = fc.constantFrom(
      'a',
      '@',
      ',',
      ';',
      '<',
      '>',
      ' ',
      '\r\n',
      '\t',
      '"',
      '(',
      ')',
      ':',
      '.',
      'b.example',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        if (isMailAddress(text)) assert.match(text, /^[^@,;<>\s"():]+@[^@,;<>\s"():]+$/);
      }),
    );
  });
});
