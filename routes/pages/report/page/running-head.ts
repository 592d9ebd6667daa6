import { type ReportContent } from '../content/report-content.js';
import { reportSpeech } from './report-speech.js';

/**
 * Writes the stylesheet that names the person and says "confidential" at the head of every printed sheet. A page cannot
 * do that in HTML: only a stylesheet reaches the margin of a sheet.
 */
export function runningHead({ candidate }: ReportContent, languageId: string): string {
  const { words, rtl } = reportSpeech(languageId);
  const [start, end] = rtl ? ['right', 'left'] : ['left', 'right'];
  const name = cssString(candidate || words.unnamed);
  return `@page{@top-${start}{content:${name}}@top-${end}{content:${cssString(words.confidential)}}}`;
}

// Every character but letters, marks and digits is written as its number. So no name ends the string or the stylesheet.
function cssString(text: string): string {
  const escaped = [...text.replace(/\p{Bidi_Control}|\p{Cc}|\p{Cs}/gu, '')].map((character) =>
    /[\p{L}\p{M}\p{N}]/u.test(character) ? character : `\\${character.codePointAt(0)!.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
