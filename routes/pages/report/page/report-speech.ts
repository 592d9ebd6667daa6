import { type Range } from '../../../../engine/scoring/ranges.js';
import { shownDigits } from '../../../../engine/scoring/shown-digits.js';
import { htmlLanguage } from '../../html-language.js';
import { type Html } from '../../html.js';
import { ownWordsLang, textLang } from '../../page-shell.js';
import { type ReportWords } from '../../../../engine/languages/eng.js';
import { languageOf } from '../../../../engine/languages/languages.js';

/** The words and formats of a report in one language. */
export interface ReportSpeech {
  words: ReportWords;
  /**
   * The attributes for a tag that holds the program's own words. They give its language if it differs from the page's.
   */
  own: Html;
  /** The attributes for a tag whose text may be in another language than the page. */
  lang: (languageId: string) => Html;
  rtl: boolean;
  /** Writes a figure of the position with all its digits: an end of a line, a cut-off. */
  number: (figure: number) => string;
  /** Writes a score with as few digits as its cut-offs allow (`shownDigits`). */
  score: (score: number, cutOffs: readonly number[], range?: Range) => string;
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
    lang: (other) => textLang(other, languageId),
    rtl: dir === 'rtl',
    number: (figure) => numbers.format(figure),
    score: (score, cutOffs, range) =>
      score.toLocaleString(locale, { maximumFractionDigits: shownDigits(score, cutOffs, range) }),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}
