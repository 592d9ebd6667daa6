import { type Texts } from './position.js';

/** A text and the language that it is in. */
export interface SaidText {
  text: string;
  languageId: string;
}

/** The text in the first of the languages that it has, with that language. Undefined when it has none of them. */
export function saidIn(texts: Texts, ...languages: string[]): SaidText | undefined {
  const languageId = languages.find((language) => Object.hasOwn(texts, language));
  return languageId === undefined ? undefined : { text: texts[languageId]!, languageId };
}

/** The text in the first of the languages that it has, or '' when it has none of them. */
export function textIn(texts: Texts, ...languages: string[]): string {
  return saidIn(texts, ...languages)?.text ?? '';
}

/**
 * The language of the reply: the first wished language that the position has, or otherwise the position's first
 * (contract, section 6: a language that is not there is no error).
 */
export function chooseLanguage(languages: readonly string[], ...wishes: (string | undefined)[]): string {
  return wishes.find((wish) => wish !== undefined && languages.includes(wish)) ?? languages[0]!;
}
