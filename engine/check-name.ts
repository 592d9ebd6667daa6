// The double negation means: a control character, except these.
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_TAB_AND_NEWLINE = /[^\P{Cc}\t\n]/u;
const LONE_SURROGATE = /\p{Cs}/u;

/** Whether a text holds any control character (C0, DEL or C1). */
export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}

/** Like `hasControlCharacter`, but tab and newline are allowed: for text of several lines. */
export function hasControlCharacterInText(text: string): boolean {
  return CONTROL_BUT_TAB_AND_NEWLINE.test(text);
}

/** Whether a text holds half a surrogate pair. Such a text has no UTF-8 form and would be stored as another text. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/**
 * What is wrong with a name of 1 to `max` characters (code points, as the databases count them) without control
 * characters. Undefined when the name is valid.
 */
export function checkName(name: string, max = 190): string | undefined {
  if (name === '') return 'must not be empty';
  if ([...name].length > max) return `must be at most ${max} characters long`;
  if (hasControlCharacter(name)) return 'must not hold control characters';
  if (hasLoneSurrogate(name)) return 'must be valid Unicode text';
  return undefined;
}
