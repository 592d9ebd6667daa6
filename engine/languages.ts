// Not ISO 639: partners also use codes of their own for variants (`sp2`, `ptb`, `cht`).
const LANGUAGE_NAMES: ReadonlyMap<string, string> = new Map([
  ['ara', 'Arabic'],
  ['bul', 'Bulgarian'],
  ['chs', 'Chinese (simplified)'],
  ['cht', 'Chinese (traditional)'],
  ['cze', 'Czech'],
  ['dan', 'Danish'],
  ['deu', 'German'],
  ['ell', 'Greek'],
  ['eng', 'English'],
  ['fin', 'Finnish'],
  ['fra', 'French'],
  ['heb', 'Hebrew'],
  ['hin', 'Hindi'],
  ['hun', 'Hungarian'],
  ['ind', 'Indonesian'],
  ['ita', 'Italian'],
  ['jpn', 'Japanese'],
  ['kor', 'Korean'],
  ['nld', 'Dutch'],
  ['nor', 'Norwegian'],
  ['pol', 'Polish'],
  ['por', 'Portuguese'],
  ['ptb', 'Portuguese (Brazil)'],
  ['ron', 'Romanian'],
  ['rus', 'Russian'],
  ['sp2', 'Spanish (second variant)'],
  ['spa', 'Spanish'],
  ['swe', 'Swedish'],
  ['tha', 'Thai'],
  ['tur', 'Turkish'],
  ['ukr', 'Ukrainian'],
  ['vie', 'Vietnamese'],
]);

/** Whether a text has the form of a language id: three of a-z and 0-9 (contract, section 6). */
export function isLanguageId(value: string): boolean {
  return /^[a-z0-9]{3}$/.test(value);
}

/** The English name of a language; one we have no name for is shown as its id. */
export function languageName(id: string): string {
  return LANGUAGE_NAMES.get(id) ?? id;
}
