import assert from 'node:assert/strict';
import { isLanguageId, languageName } from '../../engine/languages.js';

describe('isLanguageId', () => {
  for (const id of ['eng', 'sp2', 'ptb', '000', 'zzz']) {
    it(`accepts ${id}`, () => assert.equal(isLanguageId(id), true));
  }
  for (const id of ['', 'en', 'engl', 'ENG', 'en-', 'éng', 'eng\n', ' eng']) {
    it(`refuses ${JSON.stringify(id)}`, () => assert.equal(isLanguageId(id), false));
  }
});

describe('languageName', () => {
  it('names the usual languages and shows others by their id', () => {
    assert.equal(languageName('eng'), 'English');
    assert.equal(languageName('cht'), 'Chinese (traditional)');
    assert.equal(languageName('zzz'), 'zzz');
    assert.equal(languageName('constructor'), 'constructor');
  });
});
