import assert from 'node:assert/strict';
import { htmlLanguage } from '../../../routes/pages/html-language.js';

describe('htmlLanguage', () => {
  const known: [string, string, 'ltr' | 'rtl', string][] = [
    ['eng', 'en', 'ltr', 'English'],
    ['fra', 'fr', 'ltr', 'Français'],
    ['spa', 'es', 'ltr', 'Español'],
    ['deu', 'de', 'ltr', 'Deutsch'],
    ['ptb', 'pt-BR', 'ltr', 'Português (Brasil)'],
    ['cht', 'zh-Hant', 'ltr', '繁體中文'],
    ['ara', 'ar', 'rtl', 'العربية'],
    ['heb', 'he', 'rtl', 'עברית'],
    ['fas', 'fa', 'rtl', 'فارسی'],
    ['urd', 'ur', 'rtl', 'اردو'],
  ];
  for (const [languageId, tag, dir, name] of known) {
    it(`knows ${languageId}`, () => assert.deepEqual(htmlLanguage(languageId), { tag, dir, name }));
  }

  it('claims nothing of a code that it does not know', () => {
    for (const languageId of ['sp2', 'zzz', 'constructor']) {
      assert.deepEqual(htmlLanguage(languageId), { tag: '', dir: 'ltr', name: languageId.toUpperCase() });
    }
  });

  it('gives tags that are valid', () => {
    for (const [, tag] of known) assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
  });
});
