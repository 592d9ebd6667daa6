import { type Texts } from './position.js';

/** The text in the first of the languages that it has, or '' when it has none of them. */
export function textIn(texts: Texts, ...languages: string[]): string {
  for (const language of languages) {
    const text = Object.hasOwn(texts, language) ? texts[language] : undefined;
    if (text !== undefined) return text;
  }
  return '';
}

/**
 * The language of the reply: the first wished language that the position has, or otherwise the position's first
 * (contract, section 6: a language that is not there is no error).
 */
export function chooseLanguage(languages: readonly string[], ...wishes: (string | undefined)[]): string {
  return wishes.find((wish) => wish !== undefined && languages.includes(wish)) ?? languages[0]!;
}
