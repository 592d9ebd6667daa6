import { COMMON_PASSWORDS } from './common-passwords.js';
import { normalForm } from './normal-form.js';

const MIN_CHARACTERS = 12;
// bcrypt hashes no more bytes than this. It would ignore the rest without a word.
const MAX_BYTES = 72;
// eslint-disable-next-line no-control-regex -- these are what HTTP Basic can't carry
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const REPEATED = /^(.+?)\1+$/su;

/**
 * Says what is wrong with a password that is about to be set; undefined if nothing is. Its characters are counted in
 * the normal form, in which it is stored. A text that is repeated counts once, because guessers repeat texts too.
 * Passwords that were set before are not checked (decision 0033).
 */
export function checkNewPassword(password: string): string | undefined {
  if (password === '') return 'The password must not be empty.';
  if (CONTROL.test(password)) return 'The password must not hold control characters.';
  const stored = normalForm(password);
  if (Buffer.byteLength(stored) > MAX_BYTES) {
    return `The password must be at most ${MAX_BYTES} bytes of UTF-8: bcrypt would ignore the rest.`;
  }
  const once = REPEATED.exec(stored)?.[1] ?? stored;
  if ([...once].length < MIN_CHARACTERS) {
    return `The password must be at least ${MIN_CHARACTERS} characters long; a text that is repeated counts once.`;
  }
  if (COMMON_PASSWORDS.has(stored.toLowerCase())) return 'The password is one of those that many people use.';
  return undefined;
}
