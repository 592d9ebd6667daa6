import assert from 'node:assert/strict';
import { pageWords, WORDS_LANGUAGES } from '../../../../routes/pages/words/page-words.js';
import { eng } from '../../../../routes/pages/words/eng.js';

describe('the words of the pages', () => {
  for (const languageId of WORDS_LANGUAGES) {
    it(`say in ${languageId} all that they say in English, each in its own way`, () => {
      const { words, languageId: own } = pageWords(languageId);
      assert.equal(own, languageId);
      assert.deepEqual(Object.keys(words), Object.keys(eng));
      for (const [key, word] of Object.entries(words)) {
        const text = typeof word === 'string' ? word : word(12, 34);
        assert.notEqual(text.trim(), '', key);
        if (typeof word !== 'string') assert.match(text, /12/, key);
        const same = ['colon', 'error'].includes(key) || (languageId === 'fra' && key === 'questionOf');
        if (languageId !== 'eng' && !same) {
          assert.notEqual(text, typeof word === 'string' ? eng[key as 'next'] : eng[key as 'pageOf'](12, 34), key);
        }
      }
    });
  }

  it('are English where there are none', () => {
    for (const languageId of ['heb', 'constructor', '']) {
      assert.deepEqual(pageWords(languageId), { words: eng, languageId: 'eng' });
    }
  });
});
