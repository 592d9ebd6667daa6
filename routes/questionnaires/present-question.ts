import { type Question } from '../../engine/position/position.js';
import { textIn } from '../../engine/position/texts.js';

/** A question as it is answered by, its keys in the contract's order (section 6, application_get_q). */
export interface QuestionView {
  q: string;
  /** The name and, where there is one, the short name. */
  c: string;
  t: string;
  type: 'choice' | 'text';
  /** Empty for a text question. */
  choices: { a: number; v: string }[];
}

/** A question in the first of the languages that has its texts, each text for itself. */
export function presentQuestion({ q, caption, text, type, choices }: Question, languages: string[]): QuestionView {
  const short = textIn(caption, ...languages);
  return {
    q,
    c: short === '' ? q : `${q} ${short}`,
    t: textIn(text, ...languages),
    type,
    choices: choices.map((choice) => ({ a: choice.a, v: textIn(choice.text, ...languages) })),
  };
}
