const LANGUAGE = 'en';

const rules = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);
const lists = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

/** The form for one or for several. `#` in it becomes the number. */
export function plural(count: number, one: string, other: string): string {
  return (rules.select(count) === 'one' ? one : other).replace('#', numbers.format(count));
}

/**
 * A number with the separators of the language.
 * @public
 */
export function number(value: number): string {
  return numbers.format(value);
}

/** "a, b, and c". */
export function list(items: readonly string[]): string {
  return lists.format(items);
}
