import { type Language } from '../languages/eng.js';

/** What a candidate wants to know of an assessment before it. */
export interface AssessmentExtent {
  /** The number of questions. */
  questions: number;
  minutes: number;
  /** The end of the time to answer, ms. */
  expiresAt: number;
}

/** A fact in words: what it is, and the value. */
export interface Fact {
  term: string;
  value: string;
}

/** How long an assessment is and until when it can be taken, in the words of a language. */
export function assessmentFacts(
  language: Pick<Language, 'tag' | 'pages'>,
  { questions, minutes, expiresAt }: AssessmentExtent,
): Record<'questions' | 'time' | 'until', Fact> {
  const { pages, tag } = language;
  return {
    questions: { term: pages.questions, value: String(questions) },
    time: { term: pages.timeNeeded, value: pages.about(timeInWords(minutes, 'minute', tag)) },
    until: { term: pages.openUntil, value: `${dayInWords(expiresAt, tag)} (UTC)` },
  };
}

/** What happens with the answers: who gets them, and how many days after the end they are erased. */
export function dataInWords(
  { pages, tag }: Pick<Language, 'tag' | 'pages'>,
  { account, retentionDays }: { account: string; retentionDays: number | undefined },
): string[] {
  const kept = retentionDays === undefined ? [] : [pages.keptFor(timeInWords(retentionDays, 'day', tag))];
  return [pages.dataGoesTo(account), ...kept];
}

/** A day in words, UTC. */
function dayInWords(ms: number, tag: string): string {
  return new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' }).format(ms);
}

/** A number of minutes or days with the right form of the word. */
function timeInWords(count: number, unit: 'minute' | 'day', tag: string): string {
  return new Intl.NumberFormat(`${tag}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
