import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkNewPassword } from '../../../engine/sign-in/check-new-password.js';
import { COMMON_PASSWORDS } from '../../../engine/sign-in/common-passwords.js';

const LONG = 'abcdefghijkl';
// 36 different letters of two bytes each.
const UMLAUTS = Array.from({ length: 36 }, (_, index) => String.fromCodePoint(0x430 + index)).join('');

describe('checkNewPassword', () => {
  const cases: { name: string; password: string; words: RegExp | undefined }[] = [
    { name: '12 characters', password: LONG, words: undefined },
    { name: '11 characters', password: LONG.slice(1), words: /at least 12 characters/ },
    { name: '12 characters of four bytes', password: [...LONG].map((_, n) => String.fromCodePoint(0x1f600 + n)).join(''), words: undefined }, // prettier-ignore
    { name: '11 characters of four bytes', password: [...LONG.slice(1)].map((_, n) => String.fromCodePoint(0x1f600 + n)).join(''), words: /at least 12/ }, // prettier-ignore
    { name: '12 characters that are 11 in the normal form', password: 'abcdefghiju\u0308', words: /at least 12/ },
    { name: '13 characters that are 12 in the normal form', password: 'abcdefghijku\u0308', words: undefined },
    { name: 'colons and spaces', password: ' a:b and c:d ', words: undefined },
    { name: '72 bytes', password: UMLAUTS, words: undefined },
    { name: '73 bytes', password: `${UMLAUTS}x`, words: /at most 72 bytes/ },
    { name: 'a short text, repeated', password: 'secretsecret', words: /repeated/ },
    { name: 'one character, repeated', password: 'x'.repeat(72), words: /repeated/ },
    { name: '12 characters, repeated', password: LONG.repeat(2), words: undefined },
    { name: 'a common password', password: 'qwerty123456', words: /many people use/ },
    { name: 'a common password in capitals', password: 'Administrator', words: /many people use/ },
    { name: 'a common password and more', password: 'Administrator of mine', words: undefined },
    { name: 'nothing', password: '', words: /must not be empty/ },
    { name: 'NUL', password: `${LONG}\u0000`, words: /control characters/ },
    { name: 'a line break', password: `${LONG}\n`, words: /control characters/ },
    { name: 'DEL', password: `${LONG}\u007f`, words: /control characters/ },
    { name: 'a C1 control', password: `${LONG}\u0085`, words: /control characters/ },
  ];
  for (const { name, password, words } of cases) {
    it(`${words ? 'refuses' : 'accepts'} ${name}`, () => {
      if (words) assert.match(checkNewPassword(password) ?? '', words);
      else assert.equal(checkNewPassword(password), undefined);
    });
  }

  it('never repeats the password in its words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (password) => {
        fc.pre(!/^[a-z ]+$/i.test(password));
        assert.ok(!checkNewPassword(password)?.includes(password));
      }),
    );
  });

  it('answers the same for all forms of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (password) => {
        assert.equal(checkNewPassword(password.normalize('NFD')), checkNewPassword(password.normalize('NFC')));
      }),
    );
  });

  it('knows only common passwords that no other rule refuses', () => {
    assert.ok(COMMON_PASSWORDS.size > 250);
    for (const common of COMMON_PASSWORDS) assert.match(checkNewPassword(common) ?? '', /many people use/, common);
  });
});
