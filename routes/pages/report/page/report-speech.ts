import { htmlLanguage } from '../../html-language.js';
import { type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type ReportWords } from '../../../../engine/languages/eng.js';
import { languageOf } from '../../../../engine/languages/languages.js';

/** How a report speaks in one language. */
export interface ReportSpeech {
  words: ReportWords;
  /** To be written into the tag of own words: says so where they are in another language than the page. */
  own: Html;
  rtl: boolean;
  /** A score with all the digits that it is stored with, so that nobody reads 60 where 59.9999 decided. */
  number: (score: number) => string;
  /** A day `YYYY-MM-DD`. */
  day: (day: string) => string;
}

// The digits and the calendar that partners see in their own systems.
const EVERYWHERE = '-u-ca-gregory-nu-latn';

/** Words, figures and days of a report; an unknown language writes the last two as English does. */
export function reportSpeech(languageId: string): ReportSpeech {
  const { tag, dir } = htmlLanguage(languageId);
  const locale = `${tag || 'en'}${EVERYWHERE}`;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    words: languageOf(languageId).report,
    own: ownWordsLang(languageId),
    rtl: dir === 'rtl',
    number: (score) => numbers.format(score),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}
