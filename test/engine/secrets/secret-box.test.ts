import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type SecretPlace, UnreadableSecret } from '../../../engine/secrets/secret-box.js';
import { isSealed, keyIdOf } from '../../../engine/secrets/sealed-text.js';
import { boxOf, KEY_A, KEY_B } from '../../support/secret-keys.js';

const PLACE: SecretPlace = { table: 'accounts', column: 'config', owner: ['10000001'] };
const TEXT = 'ver|1|auth|ann:hush';

describe('secretBox', () => {
  it('opens what it has sealed, whatever the text', () => {
    const box = boxOf(KEY_A);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const sealed = box.seal(PLACE, text);
        assert.ok(isSealed(sealed));
        assert.equal(keyIdOf(sealed), box.sealsWith);
        assert.equal(box.open(PLACE, sealed), text);
      }),
    );
  });

  it('writes one text in another way each time, and never in clear', () => {
    const box = boxOf(KEY_A);
    const [one, two] = [box.seal(PLACE, TEXT), box.seal(PLACE, TEXT)];
    assert.match(one, /^enc:1:[0-9a-f]{12}:[\w-]+$/);
    assert.notEqual(one, two);
    assert.ok(!Buffer.from(one.split(':')[3]!, 'base64url').includes('hush'));
  });

  const places: { name: string; place: SecretPlace }[] = [
    { name: 'another row', place: { ...PLACE, owner: ['10000002'] } },
    { name: 'another column', place: { ...PLACE, column: 'name' } },
    { name: 'another table', place: { ...PLACE, table: 'users' } },
    { name: 'a key cut elsewhere', place: { ...PLACE, owner: ['1000000', '1'] } },
  ];
  for (const { name, place } of places) {
    it(`does not open a value in ${name}`, () => {
      const box = boxOf(KEY_A);
      assert.throws(() => box.open(place, box.seal(PLACE, TEXT)), unreadable(/cannot be decrypted: it was changed/));
    });
  }

  it('does not open a value of which one character was changed or taken away', () => {
    const box = boxOf(KEY_A);
    const sealed = box.seal(PLACE, TEXT);
    for (let at = 'enc:1:'.length; at < sealed.length; at++) {
      const other = sealed[at] === 'b' ? 'c' : 'b';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character has bits that mean nothing.
      const same = Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'));
      if (!same) assert.throws(() => box.open(PLACE, changed), UnreadableSecret, changed);
      assert.throws(() => box.open(PLACE, sealed.slice(0, at)), UnreadableSecret);
    }
  });

  it('opens with any of its keys, and seals with the first', () => {
    const old = boxOf(KEY_A).seal(PLACE, TEXT);
    const both = boxOf(`${KEY_B},${KEY_A}`);
    assert.deepEqual(both.keyIds, [boxOf(KEY_B).sealsWith, boxOf(KEY_A).sealsWith]);
    assert.equal(both.open(PLACE, old), TEXT);
    assert.equal(boxOf(KEY_B).open(PLACE, both.seal(PLACE, TEXT)), TEXT);
  });

  it('names the key that it lacks, and never the text', () => {
    const sealed = boxOf(KEY_A).seal(PLACE, TEXT);
    const lacks = `accounts.config of 10000001 is encrypted with the key ${keyIdOf(sealed)}, which SECRETS_KEY lacks.`;
    assert.throws(() => boxOf(KEY_B).open(PLACE, sealed), { message: lacks });
    const newer = sealed.replace('enc:1:', 'enc:2:');
    assert.throws(() => boxOf(KEY_A).open(PLACE, newer), unreadable(/by a newer version of this program/));
  });

  it('gives a text in clear back, and with clear in the first place writes it so', () => {
    const box = boxOf(`clear,${KEY_A}`);
    assert.equal(box.open(PLACE, boxOf(KEY_A).seal(PLACE, TEXT)), TEXT);
    for (const text of [TEXT, '', '[]', '{"a":1}', 'enc:1:abc|not sealed']) {
      assert.equal(boxOf(KEY_A).open(PLACE, text), text);
      assert.equal(box.seal(PLACE, text), text);
    }
    assert.equal(box.sealsWith, undefined);
  });
});

const unreadable = (words: RegExp) => (error: unknown) =>
  error instanceof UnreadableSecret && words.test(error.message) && !/hush/.test(error.message);
