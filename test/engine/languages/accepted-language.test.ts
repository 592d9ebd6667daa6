import assert from 'node:assert/strict';
import fc from 'fast-check';
import { acceptedLanguage } from '../../../engine/languages/accepted-language.js';

const CASES: { header: string | undefined; of: string[]; gives: string | undefined }[] = [
  { header: 'es-MX,es;q=0.9,en;q=0.8', of: ['eng', 'spa'], gives: 'spa' },
  { header: 'en;q=0.2, fr;q=0.9', of: ['eng', 'fra'], gives: 'fra' },
  { header: 'fr;q=0.5, en;q=0.5', of: ['eng', 'fra'], gives: 'fra' },
  { header: 'de-CH', of: ['eng', 'deu'], gives: 'deu' },
  { header: 'DE-ch', of: ['eng', 'deu'], gives: 'deu' },
  { header: 'pt', of: ['eng', 'ptb'], gives: 'ptb' },
  { header: 'pt-BR', of: ['por', 'ptb'], gives: 'ptb' },
  { header: 'pt-PT', of: ['ptb', 'por'], gives: 'por' },
  { header: 'zh-TW', of: ['chs', 'cht'], gives: 'cht' },
  { header: 'zh-Hant-HK', of: ['chs', 'cht'], gives: 'cht' },
  { header: 'zh-CN', of: ['cht', 'chs'], gives: 'chs' },
  { header: 'zh-CN', of: ['eng', 'zho'], gives: 'zho' },
  { header: 'nb-NO', of: ['eng', 'nor'], gives: 'nor' },
  { header: 'fil, en;q=0.5', of: ['eng', 'fil'], gives: 'fil' },
  { header: 'fr;q=0, en;q=0.1', of: ['fra', 'eng'], gives: 'eng' },
  { header: 'fr;q=0', of: ['fra', 'eng'], gives: undefined },
  { header: 'xx, es-MX;q=0.8', of: ['eng', 'spa'], gives: 'spa' },
  { header: '*', of: ['fra', 'eng'], gives: undefined },
  { header: 'it, ja', of: ['fra', 'eng'], gives: undefined },
  { header: 'en;q=2, fr;q=x, q=1, ;;,', of: ['fra', 'eng'], gives: undefined },
  { header: '', of: ['eng'], gives: undefined },
  { header: undefined, of: ['eng'], gives: undefined },
  { header: '__proto__, constructor', of: ['eng'], gives: undefined },
];

describe('acceptedLanguage', () => {
  for (const { header, of, gives } of CASES) {
    it(`finds ${gives ?? 'nothing'} in ${of.join(', ')} for ${JSON.stringify(header) ?? 'no header'}`, () => {
      assert.equal(acceptedLanguage(header, of), gives);
    });
  }

  it('gives one of the languages or nothing, whatever is sent', () => {
    const ids = fc.array(fc.stringMatching(/^[a-z0-9]{3}$/), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string(), ids, (header, languageIds) => {
        const found = acceptedLanguage(header, languageIds);
        assert.ok(found === undefined || languageIds.includes(found));
      }),
    );
  });
});
