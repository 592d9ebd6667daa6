import { htmlLanguage } from '../../html-language.js';
import { type Html } from '../../html.js';
import { ownWordsLang } from '../../page-shell.js';
import { type ReportWords } from '../../../../engine/languages/eng.js';
import { languageOf } from '../../../../engine/languages/languages.js';

/** The words and formats of a report in one language. */
export interface ReportSpeech {
  words: ReportWords;
  /**
   * The attributes for a tag that holds the program's own words. They give its language if it differs from the page's.
   */
  own: Html;
  rtl: boolean;
  /** Writes a score with all the digits that are stored, so that nobody reads 60 where 59.9999 decided. */
  number: (score: number) => string;
  /** Writes a day that is given as `YYYY-MM-DD`. */
  day: (day: string) => string;
}

// Partners see these digits and this calendar in their own systems too.
const EVERYWHERE = '-u-ca-gregory-nu-latn';

/**
 * Gives the words of a report and the formats of its figures and days. For an unknown language the formats are English.
 */
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
