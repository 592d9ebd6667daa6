import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';

const PLAIN = /only letters, digits and the signs/;
const SCRIPT = /of one script \(Latin, /;

describe('checkUserName', () => {
  for (const name of [
    ...['acme', 'ACME_2', 'ci@acme.example.com', 'a-b.c', '42', 'Zo\u00eb', 'Stra\u00dfe'],
    ...['\u03b1\u03b2\u03b3-1', '\u043f\u0430\u0440\u0442\u043d\u0451\u0440', '\u0634\u0631\u0643\u0629\u0663'],
    ...['\u5c71\u7530\u306e\u30c6', '\ud55c\uad6d\u97d3', '\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17', 'candidates', 'cli'],
  ]) {
    it(`accepts ${name}`, () => assert.equal(checkUserName(name), undefined));
  }

  for (const { name, words } of [
    { name: '', words: /must not be empty/ },
    { name: 'a'.repeat(191), words: /at most 190/ },
    { name: 'a:b', words: /colon/ },
    { name: 'cli:root', words: /colon/ },
    { name: 'a\u0007', words: /control/ },
    { name: 'acme ', words: PLAIN },
    { name: 'two words', words: PLAIN },
    { name: 'a/b', words: PLAIN },
    { name: '"acme"', words: PLAIN },
    { name: 'acme\u200b', words: PLAIN },
    { name: 'ac\u00adme', words: PLAIN },
    { name: 'acme\ufe0f', words: PLAIN },
    { name: 'ac\u034fme', words: PLAIN },
    { name: 'acme\u3164', words: PLAIN },
    { name: '\u202eemca', words: PLAIN },
    { name: '\uff41cme', words: PLAIN },
    { name: '\ufb01rm', words: PLAIN },
    { name: 'acme\u{1f600}', words: PLAIN },
    { name: '\u0430cme', words: SCRIPT },
    { name: 'acm\u0435', words: SCRIPT },
    { name: '\u03bfk', words: SCRIPT },
    { name: 'acme\u0663', words: SCRIPT },
    { name: 'candidate', words: /"candidate"/ },
    { name: 'Candidate', words: /"candidate"/ },
  ]) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))}`, () => assert.match(checkUserName(name) ?? '', words));
  }

  it('accepts nothing that has a character which nobody sees', () => {
    const unseen = fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\ufe0f', ' ', '\u00a0', '\u115f'); // prettier-ignore
    fc.assert(
      fc.property(fc.string(), unseen, fc.string(), (before, mark, after) => {
        assert.notEqual(checkUserName(`${before}${mark}${after}`), undefined);
      }),
    );
  });
});
