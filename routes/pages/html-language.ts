import { LANGUAGE_TAGS } from '../../engine/languages/language-tags.js';
import { spokenLanguage } from '../../engine/languages/languages.js';

const NAMES: Record<string, string> = {
  ces: 'Čeština',
  cht: '繁體中文',
  chs: '简体中文',
  dan: 'Dansk',
  deu: 'Deutsch',
  ell: 'Ελληνικά',
  fas: 'فارسی',
  fin: 'Suomi',
  heb: 'עברית',
  hin: 'हिन्दी',
  hun: 'Magyar',
  ind: 'Bahasa Indonesia',
  ita: 'Italiano',
  jpn: '日本語',
  kor: '한국어',
  nld: 'Nederlands',
  nor: 'Norsk',
  pol: 'Polski',
  por: 'Português',
  ptb: 'Português (Brasil)',
  ron: 'Română',
  rus: 'Русский',
  swe: 'Svenska',
  tha: 'ไทย',
  tur: 'Türkçe',
  ukr: 'Українська',
  urd: 'اردو',
  vie: 'Tiếng Việt',
  zho: '中文',
};

const RIGHT_TO_LEFT = new Set(['fas', 'heb', 'urd']);

/** A language in the form that pages need. */
export interface HtmlLanguage {
  /**
   * The BCP 47 tag for `lang`. For an unknown code it is empty, which means unknown, because a wrong tag would be
   * worse.
   */
  tag: string;
  dir: 'ltr' | 'rtl';
  /** The name of the language in that language, or the code in capitals if the name is not known here. */
  name: string;
}

/** Gives what `lang`, `dir` and a language switch need for a language id. */
export function htmlLanguage(languageId: string): HtmlLanguage {
  const own = spokenLanguage(languageId);
  if (own) return { tag: own.tag, dir: own.direction, name: own.name };
  const of = (table: Record<string, string>) => (Object.hasOwn(table, languageId) ? table[languageId] : undefined);
  return {
    tag: of(LANGUAGE_TAGS) ?? '',
    dir: RIGHT_TO_LEFT.has(languageId) ? 'rtl' : 'ltr',
    name: of(NAMES) ?? languageId.toUpperCase(),
  };
}
