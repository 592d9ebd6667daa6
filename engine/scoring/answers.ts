import { hasControlCharacterInText, hasLoneSurrogate } from '../check-name.js';
import { isJsonObject } from '../json-object.js';
import { type Fault } from '../fault.js';
import { jsonPointer } from '../json-pointer.js';
import { type Question } from '../position/position.js';

/** An answer: the `a` of a choice, or a text. */
export interface Answer {
  q: string;
  a: number | string;
}

/**
 * Reads the `answers` of a request, `[{q, a}, ...]`, against the questions (contract, section 6, score_calc_set), and
 * returns them in the questions' order. An `a` that is null, and a text of only blanks, is no answer. All faults are
 * refused together: another shape, a question that does not exist or is answered twice, a choice that is not offered, a
 * text that is too long or holds control characters.
 */
export function readAnswers(
  list: unknown,
  questions: readonly Question[],
): { answers: Answer[] } | { faults: Fault[] } {
  if (list === undefined || list === null) return { answers: [] };
  if (!Array.isArray(list)) return { faults: [{ pointer: '/answers', detail: 'must be a list of {q, a}' }] };
  // This is refused at once and not together with the others, because a body of 1 MiB could have some hundred thousand
  // faults.
  if (list.length > questions.length) {
    return { faults: [{ pointer: '/answers', detail: `must be at most ${questions.length} answers` }] };
  }
  const byName = new Map(questions.map((question) => [question.q, question]));
  const given = new Map<string, number | string | undefined>();
  const faults: Fault[] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const at = (...path: string[]) => jsonPointer('answers', index, ...path);
    if (!isJsonObject(entry)) {
      faults.push({ pointer: at(), detail: 'must be an object {q, a}' });
      continue;
    }
    const q = typeof entry.q === 'number' ? String(entry.q) : entry.q;
    const question = typeof q === 'string' ? byName.get(q) : undefined;
    if (!question) faults.push({ pointer: at('q'), detail: 'must be one of the questions' });
    else if (given.has(question.q)) faults.push({ pointer: at('q'), detail: 'must not repeat a question' });
    else {
      const read = readAnswer(question, entry.a);
      given.set(question.q, 'a' in read ? read.a : undefined);
      if ('detail' in read) faults.push({ pointer: at('a'), detail: `of question ${question.q} ${read.detail}` });
    }
  }
  if (faults.length > 0) return { faults };
  return {
    answers: questions.flatMap(({ q }) => {
      const a = given.get(q);
      return a === undefined ? [] : [{ q, a }];
    }),
  };
}

/** One answer. A choice may be sent as its number or as the decimal text of that number. */
export function readAnswer(
  question: Question,
  value: unknown,
): { a: number | string | undefined } | { detail: string } {
  if (value === null || value === undefined) return { a: undefined };
  if (question.type === 'text') {
    if (typeof value !== 'string') return { detail: 'must be a text' };
    // Forms send line breaks in this way.
    const text = value.replaceAll('\r\n', '\n');
    const detail = checkText(text, question.maxLength);
    if (detail !== undefined) return { detail };
    return { a: text.trim() === '' ? undefined : text };
  }
  const choice = question.choices.find(({ a }) => a === value || String(a) === value);
  if (choice) return { a: choice.a };
  return { detail: `must be one of ${question.choices.map(({ a }) => a).join(', ')}` };
}

/** Of kept answers those that the questions still accept, in the questions' order. */
export function usableAnswers(questions: readonly Question[], kept: readonly Answer[]): Answer[] {
  const values = new Map(kept.map(({ q, a }) => [q, a]));
  return questions.flatMap((question) => {
    const read = readAnswer(question, values.get(question.q));
    return 'a' in read && read.a !== undefined ? [{ q: question.q, a: read.a }] : [];
  });
}

/** The questions that must be answered and are not, in order. Any of them is error 1850. */
export function missingAnswers(questions: readonly Question[], answers: readonly Answer[]): string[] {
  const answered = new Set(answers.map(({ q }) => q));
  return questions.filter(({ q, optional }) => !optional && !answered.has(q)).map(({ q }) => q);
}

// Unlike a field's value, it may hold a pipe, because an answer is never written into a pipe string.
function checkText(text: string, maxLength: number): string | undefined {
  if ([...text].length > maxLength) return `must be at most ${maxLength} characters long`;
  if (hasControlCharacterInText(text)) return 'must not hold control characters other than tab and newline';
  return hasLoneSurrogate(text) ? 'must be valid Unicode text' : undefined;
}
