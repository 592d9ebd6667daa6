import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readSecretKeys } from '../../../src/config/secret-keys.js';
import { KEY_A, KEY_B } from '../../support/secret-keys.js';

describe('readSecretKeys', () => {
  it('takes hex and base64url, several keys, blanks, and clear in the first place', () => {
    const shapes: [text: string | undefined, keys: number, seals: boolean][] = [
      [undefined, 0, false],
      [KEY_A, 1, true],
      [KEY_A.toUpperCase(), 1, true],
      [KEY_B, 1, true],
      [`${KEY_B}, ${KEY_A}`, 2, true],
      [`clear,${KEY_A}`, 1, false],
    ];
    for (const [text, count, seals] of shapes) {
      const read = readSecretKeys(text)!;
      assert.deepEqual([read.keys.length, read.seals], [count, seals], text);
      for (const key of read.keys) assert.equal(key.symmetricKeySize, 32);
    }
  });

  const refused: { name: string; text: string }[] = [
    { name: '31 bytes in hex', text: 'a1'.repeat(31) },
    { name: '33 bytes', text: Buffer.alloc(33, 1).toString('base64url') },
    { name: 'base64 with its padding', text: `${KEY_B}=` },
    { name: 'a last character with bits too many', text: `${KEY_B.slice(0, -1)}J` },
    { name: 'the same key twice', text: `${KEY_A},${Buffer.from(KEY_A, 'hex').toString('base64url')}` },
    { name: 'an empty part', text: `${KEY_A},` },
    { name: 'clear alone', text: 'clear' },
    { name: 'clear in another place', text: `${KEY_A},clear` },
  ];
  for (const { name, text } of refused) {
    it(`refuses ${name}`, () => assert.equal(readSecretKeys(text), undefined));
  }

  it('gives keys that do not show', () => {
    const read = readSecretKeys(KEY_A);
    for (const shown of [inspect(read, { depth: 9 }), JSON.stringify(read)]) assert.ok(!/a1a1|161/.test(shown), shown);
  });
});
