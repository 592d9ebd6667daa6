import { type ReportSpeech } from './report-speech.js';

/** Says which scores a band has, such as "40 to below 60". Gives '' for a band of all scores. */
export function bandEnds(band: { from?: number; below?: number }, { words, number }: ReportSpeech): string {
  const { from, below } = band;
  if (from === undefined) return below === undefined ? '' : words.below(number(below));
  return below === undefined ? words.above(number(from)) : words.between(number(from), number(below));
}
