import { checkName } from '../check-name.js';

const PLAIN = /^[\p{L}\p{M}\p{Nd}._@-]+$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** What is written together, each with the digits and signs that names may have in any script. */
const SCRIPTS: [name: string, whole: RegExp][] = [
  ['Latin', /^[\p{scx=Latin}0-9._@-]+$/u],
  ['Greek', /^[\p{scx=Greek}0-9._@-]+$/u],
  ['Cyrillic', /^[\p{scx=Cyrillic}0-9._@-]+$/u],
  ['Arabic', /^[\p{scx=Arabic}0-9._@-]+$/u],
  ['Hebrew', /^[\p{scx=Hebrew}0-9._@-]+$/u],
  ['Armenian', /^[\p{scx=Armenian}0-9._@-]+$/u],
  ['Georgian', /^[\p{scx=Georgian}0-9._@-]+$/u],
  ['Devanagari', /^[\p{scx=Devanagari}0-9._@-]+$/u],
  ['Bengali', /^[\p{scx=Bengali}0-9._@-]+$/u],
  ['Tamil', /^[\p{scx=Tamil}0-9._@-]+$/u],
  ['Telugu', /^[\p{scx=Telugu}0-9._@-]+$/u],
  ['Thai', /^[\p{scx=Thai}0-9._@-]+$/u],
  ['Japanese', /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}0-9._@-]+$/u],
  ['Korean', /^[\p{scx=Hangul}\p{scx=Han}0-9._@-]+$/u],
];

/**
 * What is wrong with the name of a user that is about to be set; undefined when it is valid. Two names that look alike
 * must not be two users, and no name may look like what the audit log calls others. Names that were set before are not
 * checked (decision 0033).
 */
export function checkUserName(name: string): string | undefined {
  const fault = checkName(name);
  if (fault !== undefined) return fault;
  if (name.includes(':')) return 'must not hold a colon: HTTP Basic ends the name there (RFC 7617)';
  // NFKC changes characters that are a form of another, such as wide letters and ligatures.
  if (!PLAIN.test(name) || INVISIBLE.test(name) || name.normalize('NFKC') !== name.normalize('NFC')) {
    return 'must hold only letters, digits and the signs . _ @ -';
  }
  if (!SCRIPTS.some(([, whole]) => whole.test(name))) {
    return `must have all its letters of one script (${SCRIPTS.map(([script]) => script).join(', ')})`;
  }
  if (name.toLowerCase() === 'candidate') return 'must not be "candidate": the audit log calls candidates that';
  return undefined;
}
