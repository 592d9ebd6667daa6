import assert from 'node:assert/strict';
import { isLanguageId } from '../../engine/languages.js';

describe('isLanguageId', () => {
  for (const id of ['eng', 'sp2', 'ptb', '000', 'zzz']) {
    it(`accepts ${id}`, () => assert.equal(isLanguageId(id), true));
  }
  for (const id of ['', 'en', 'engl', 'ENG', 'en-', 'éng', 'eng\n', ' eng']) {
    it(`refuses ${JSON.stringify(id)}`, () => assert.equal(isLanguageId(id), false));
  }
});
