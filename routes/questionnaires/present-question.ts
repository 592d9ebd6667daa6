import { type Schema } from '../documented.js';
import { type Question } from '../../engine/position/position.js';
import { textIn } from '../../engine/position/texts.js';

/** Turns a question into its form in replies. Each text is in the first of the languages that has this text. */
export function presentQuestion(
  { q, caption, text, type, choices }: Question,
  languages: string[],
): Schema<'Question'> {
  const short = textIn(caption, ...languages);
  return {
    q,
    c: short === '' ? q : `${q} ${short}`,
    t: textIn(text, ...languages),
    type,
    choices: choices.map((choice) => ({ a: choice.a, v: textIn(choice.text, ...languages) })),
  };
}
