import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isMailAddress,
  needsSmtpUtf8,
  trimAddress,
  withAsciiDomain,
} from '../../../engine/application/mail-address.js';

describe('withAsciiDomain', () => {
  const cases = [
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['Jörg@BÜCHER.example', 'Jörg@xn--bcher-kva.example'],
    ['Ada@Example.com', 'Ada@Example.com'],
  ] as const;
  for (const [address, ascii] of cases) {
    it(`is ${ascii} for ${address}`, () => assert.equal(withAsciiDomain(address), ascii));
  }
});

describe('needsSmtpUtf8', () => {
  it('looks at the part before the @ alone', () => {
    assert.deepEqual(['a@bücher.example', 'jörg@example.com'].map(needsSmtpUtf8), [false, true]);
  });
});

describe('trimAddress', () => {
  const edge = fc.stringMatching(/^[ \t\r\n\u00a0\u200b\u200e\u202a\u202c\u2060\ufeff]*$/);
  it('drops blanks and what cannot be seen around an address', () => {
    fc.assert(
      fc.property(edge, edge, (a, b) => assert.equal(trimAddress(`${a}ada@example.com${b}`), 'ada@example.com')),
    );
  });

  for (const text of [' ', ' Ada ', ' a@example.com, b@example.com ', ' @ ', ' Ada <a@example.com>']) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => assert.equal(trimAddress(text), text));
  }
});

describe('isMailAddress', () => {
  for (const text of [
    ...['ada@example.com', 'a.b+c@mail.example.com', "o'hara@example.com", 'invitations@localhost'],
    ...[
      'a@bücher.example',
      'a@xn--bcher-kva.example',
      'jörg@example.com',
      '用户@例え。テスト',
      `a@${'ü'.repeat(50)}.example`,
    ],
  ]) {
    it(`takes ${text}`, () => assert.ok(isMailAddress(text)));
  }

  const refused = [
    ...['', '@', 'a@', '@b', 'a', 'a b@example.com', 'a@b@example.com', 'a@example..com', '.a@example.com'],
    ...['a@example.com, b@example.com', 'a@example.com,b@example.com', 'Ada <a@example.com>', '<a@example.com>'],
    ...['a@example.com\r\nBcc: b@example.com', 'a@example.com\n', '"a b"@example.com', 'a@[127.0.0.1]'],
    ...[`${'a'.repeat(65)}@example.com`, `a@${'b'.repeat(64)}.com`, `a@${'b.'.repeat(130)}com`],
    // What another program may take for a bracket, a dot, an @, a path or a port.
    ...['＜a@example.com', 'a＠b@example.com', 'a@bücher.example/x', 'a@bücher.example:25', 'a@bü%2e.example'],
    ...['a@bücher..example', 'a@.bücher.example', 'a@bücher.example.', 'a\u200b@example.com', '\ud800@example.com'],
    // The octets count, not the characters.
    ...[`${'ü'.repeat(33)}@example.com`, `a@${'ü'.repeat(60)}.example`],
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
