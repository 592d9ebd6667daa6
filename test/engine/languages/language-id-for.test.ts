import assert from 'node:assert/strict';
import { languageIdFor } from '../../../engine/languages/language-id-for.js';

describe('languageIdFor', () => {
  const meant: [given: string, id: string | undefined][] = [
    ['en', 'eng'],
    ['EN', 'eng'],
    ['en-GB', 'eng'],
    ['en_US', 'eng'],
    ['ENG', 'eng'],
    ['de', 'deu'],
    ['pt', 'por'],
    ['pt-BR', 'ptb'],
    ['ar', 'ara'],
    ['zh', 'zho'],
    ['zh-Hant', 'cht'],
    ['xx', undefined],
    ['', undefined],
    ['constructor', undefined],
  ];
  for (const [given, id] of meant) {
    it(`takes ${JSON.stringify(given)} for ${id ?? 'no language'}`, () => assert.equal(languageIdFor(given), id));
  }
});
