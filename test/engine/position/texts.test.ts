import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseLanguage, textIn } from '../../../engine/position/texts.js';

describe('textIn', () => {
  const texts = { eng: 'Good', ara: 'جيد' };

  it('takes the first language that there is', () => {
    assert.equal(textIn(texts, 'ara', 'eng'), 'جيد');
    assert.equal(textIn(texts, 'fra', 'eng'), 'Good');
  });

  it('is empty without any', () => {
    for (const languages of [[], ['fra', 'spa'], ['toString', '__proto__']])
      assert.equal(textIn(texts, ...languages), '');
  });
});

describe('chooseLanguage', () => {
  it('takes the first wish that the position has, else its first language', () => {
    assert.equal(chooseLanguage(['eng', 'fra', 'ara'], undefined, 'spa', 'ara', 'fra'), 'ara');
    assert.equal(chooseLanguage(['eng', 'fra'], 'spa', undefined), 'eng');
    assert.equal(chooseLanguage(['fra']), 'fra');
  });

  it('always gives a language of the position', () => {
    const language = fc.constantFrom<string[]>('eng', 'fra', 'spa', 'ara', 'sp2');
    const wishes = fc.array(fc.option(language, { nil: undefined }));
    fc.assert(
      fc.property(fc.uniqueArray(language, { minLength: 1 }), wishes, (languages, wished) => {
        assert.ok(languages.includes(chooseLanguage(languages, ...wished)));
      }),
    );
  });
});
