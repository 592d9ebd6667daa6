/**
 * Whether a text has the form of a language id: three of a-z and 0-9 (contract, section 6). Not ISO 639: partners also use
 * codes of their own for variants (`sp2`, `ptb`, `cht`).
 */
export function isLanguageId(value: string): boolean {
  return /^[a-z0-9]{3}$/.test(value);
}
