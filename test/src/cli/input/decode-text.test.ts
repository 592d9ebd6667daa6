import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../../src/cli/input/decode-text.js';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const WRONG = Buffer.from([0xe4]);

describe('decodeText', () => {
  it('gives the text of its bytes, without a byte order mark before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const text = any.replace(/^\uFEFF+/, '');
        assert.equal(decodeText(Buffer.from(text), 'x'), text);
        assert.equal(decodeText(Buffer.concat([MARK, Buffer.from(text)]), 'x'), text);
      }),
    );
  });

  it('keeps a byte order mark that is not at the beginning', () =>
    assert.equal(decodeText(Buffer.concat([Buffer.from('a'), MARK]), 'x'), 'a\uFEFF'));

  for (const { name, bytes, says } of [
    { name: 'another encoding, with its line', bytes: [Buffer.from('a: 1\nü: 2\nb: '), WRONG, Buffer.from('\nc')], says: 'line 3 is in another encoding' }, // prettier-ignore
    { name: 'another encoding in the first line', bytes: [WRONG], says: 'line 1 is in another encoding' },
    { name: 'UTF-16', bytes: [Buffer.from('\uFEFFname: a\n', 'utf16le')], says: 'it is UTF-16' },
    { name: 'UTF-16 with the high bytes first', bytes: [Buffer.from('\uFEFFa', 'utf16le').swap16()], says: 'it is UTF-16' }, // prettier-ignore
  ]) {
    it(`refuses ${name}`, () =>
      assert.throws(() => decodeText(Buffer.concat(bytes), 'a.yaml'), {
        message: `a.yaml is not UTF-8 text: ${says}. Save it as UTF-8.`,
      }));
  }
});
