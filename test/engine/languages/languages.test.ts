import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eng } from '../../../engine/languages/eng.js';
import { LANGUAGE_IDS, languageOf, spokenLanguage } from '../../../engine/languages/languages.js';
import { htmlLanguage } from '../../../routes/pages/html-language.js';
import { packageRoot } from '../../../src/document/openapi.js';

const FOLDER = 'engine/languages';
const ROOMS = ['src', 'routes', 'middleware', 'db', 'engine'];

/** Texts that have a reason to be the same in two languages. */
const SAME = ['pages.colon', 'pages.error', 'report.score', 'report.no'];
const SAME_IN_FRENCH = ['pages.contact', 'pages.questionOf', 'pages.questions', 'report.traits'];

type Words = Record<string, string | ((...facts: string[]) => unknown)>;

const FACTS = ['12', '34', '56'];
const said = (word: Words[string]): string => (typeof word === 'string' ? word : String(word(...FACTS)));

describe('the languages', () => {
  it('are one list: a file and an entry for each, and named nowhere else', () => {
    const files = readdirSync(join(packageRoot(), FOLDER)).filter((name) => /^[a-z]{3}\.ts$/.test(name));
    assert.deepEqual(files.map((name) => name.slice(0, 3)).sort(), [...LANGUAGE_IDS].sort());
    const others = LANGUAGE_IDS.filter((languageId) => languageId !== 'eng');
    const sources = ROOMS.flatMap((room) =>
      readdirSync(join(packageRoot(), room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    ).filter((path) => path.endsWith('.ts') && !path.startsWith(FOLDER));
    assert.ok(sources.length > 100);
    const naming = sources.filter((path) =>
      new RegExp(`\\b(${others.join('|')})\\b`).test(readFileSync(join(packageRoot(), path), 'utf8')),
    );
    assert.deepEqual(naming, []);
  });

  for (const languageId of LANGUAGE_IDS) {
    const language = languageOf(languageId);

    it(`say in ${languageId} all that they say in English, each in its own way`, () => {
      assert.equal(language.languageId, languageId);
      for (const part of ['pages', 'report'] as const) {
        const [words, english] = [language[part] as Words, eng[part] as Words];
        assert.deepEqual(Object.keys(words), Object.keys(english));
        for (const [key, word] of Object.entries(words)) {
          const path = `${part}.${key}`;
          const text = said(word);
          assert.notEqual(text.trim(), '', path);
          if (typeof word !== 'string') assert.match(text, /12/, path);
          const same = SAME.includes(path) || (languageId === 'fra' && SAME_IN_FRENCH.includes(path));
          if (languageId !== 'eng' && !same) assert.notEqual(text, said(english[key]!), path);
        }
      }
    });

    it(`are shown by a page in ${languageId} as they say of themselves`, () => {
      const { tag, direction, name } = language;
      assert.deepEqual(htmlLanguage(languageId), { tag, dir: direction, name });
      assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
      const { textInfo } = new Intl.Locale(tag) as Intl.Locale & { textInfo?: { direction: string } };
      if (textInfo) assert.equal(textInfo.direction, direction);
    });
  }

  it('set a day, a telephone number and a quotation apart in Arabic, which would else turn their parts around', () => {
    const { pages } = languageOf('ara');
    assert.match(pages.notADay, /\u20662026-03-31\u2069/);
    assert.match(pages.notAPhone, /\u2066\+44 [\d ]+\u2069/);
    assert.match(pages.changedElsewhere('Agree.'), /«\u2068Agree\.\u2069»/);
  });

  it('are English where there are no words', () => {
    for (const languageId of ['heb', 'constructor', '']) {
      assert.equal(spokenLanguage(languageId), undefined);
      assert.deepEqual(languageOf(languageId), { ...eng, languageId: 'eng' });
    }
  });
});
