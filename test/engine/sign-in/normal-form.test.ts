import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formsOfName, normalForm } from '../../../engine/sign-in/normal-form.js';

const ascii = fc.string({ unit: 'binary-ascii' });
const any = fc.string({ unit: 'binary' });

describe('normalForm', () => {
  it('leaves ASCII as it is', () => fc.assert(fc.property(ascii, (text) => assert.equal(normalForm(text), text))));

  it('is one for all forms of a text', () =>
    fc.assert(
      fc.property(any, (text) => {
        for (const form of [...formsOfName(text), text.normalize('NFC')]) {
          assert.equal(normalForm(form), normalForm(text));
        }
      }),
    ));

  it('tells texts apart that only look alike', () => {
    // A ligature, a wide letter, a soft hyphen, a Cyrillic letter, an accent, a capital letter.
    const different = ['fi', '\uFB01', '\uFF46i', 'f\u00ADi', 'f\u0456', 'f\u00ED', 'Fi'];
    assert.equal(new Set(different.map(normalForm)).size, different.length);
  });
});

describe('formsOfName', () => {
  it('begins with what was sent, and has the composed and the decomposed form', () => {
    assert.deepEqual(formsOfName('Zoe\u0308'), ['Zoe\u0308', 'Zo\u00eb', 'Zoe\u0308']);
    assert.deepEqual(formsOfName('Zo\u00eb'), ['Zo\u00eb', 'Zo\u00eb', 'Zoe\u0308']);
    assert.deepEqual(formsOfName('acme'), ['acme', 'acme', 'acme']);
  });
});
