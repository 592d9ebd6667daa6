/** How many levels of arrays and objects a text may have. */
const MAX_DEPTH = 64;
/** How many keys an object inside another value may have. */
const MAX_KEYS_WITHIN = 1000;
// JavaScript writes a number of at most this many digits, without any other character, as it was read.
const SAFE_DIGITS = 15;
const DIGITS = /^[0-9]+$/;
// RFC 8259, section 6.
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * The text exceeds a limit of the reader, although it may be valid JSON. The message names the limit and the position.
 */
export class JsonLimitError extends SyntaxError {}

/**
 * `JSON.parse` that loses no digit. A number that JavaScript would write in another way (2^53 and up, `1.0`, `1e3`,
 * `-0`) becomes the string of its source text. In all else it does the same as JSON.parse: the last of repeated keys
 * wins, and `__proto__` is a key like any other. Throws SyntaxError. Throws a JsonLimitError for more than 64 levels of
 * nesting, for an object of more than `maxKeys` keys and for an inner object of more than 1000. The time is
 * proportional to the length of the text.
 */
export function parseJson(text: string, { maxKeys = Infinity } = {}): unknown {
  const exact = scanned(text, maxKeys);
  try {
    return JSON.parse(exact) as unknown;
  } catch (error) {
    // This parses the text as it was sent, because the positions of faults differ in the changed text.
    if (exact !== text) JSON.parse(text);
    throw error;
  }
}

/**
 * Checks the limits, and returns the text with its fragile numbers as strings. The limits are checked before parsing
 * for two reasons. Later code recurses into the value, and a stack overflow would be a 500. Parsing a million bytes of
 * keys takes 0.1 s.
 */
function scanned(text: string, maxKeys: number): string {
  // Joining pieces of an array took five times as long.
  let quoted = '';
  let copied = 0;
  let depth = 0;
  const keys = [0];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) {
      index = endOfString(text, index);
    } else if (character === OPENING_BRACE || character === OPENING_BRACKET) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new JsonLimitError(`more than ${MAX_DEPTH} levels of nesting at position ${index}`);
      keys[depth] = 0;
    } else if (character === CLOSING_BRACE || character === CLOSING_BRACKET) {
      depth -= 1;
      // JSON.parse refuses this text.
      if (depth < 0) return text;
    } else if (character === COLON) {
      const most = depth > 1 ? MAX_KEYS_WITHIN : maxKeys;
      const count = (keys[depth] = (keys[depth] ?? 0) + 1);
      if (count > most) throw new JsonLimitError(`more than ${most} keys in an object at position ${index}`);
    } else if (isDigit(character) || character === MINUS) {
      const end = endOfNumber(text, index);
      if (isFragile(text, index, end)) {
        quoted += `${text.slice(copied, index)}"${text.slice(index, end)}"`;
        copied = end;
      }
      index = end - 1;
    }
  }
  return copied === 0 ? text : quoted + text.slice(copied);
}

/** The position of the closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isDigit(text.charCodeAt(end)) || NUMBER_SIGNS.has(text.charCodeAt(end))) end += 1;
  return end;
}

function isFragile(text: string, start: number, end: number): boolean {
  const source = text.slice(start, end);
  if (source.length <= SAFE_DIGITS && DIGITS.test(source)) return false;
  // A text that is no number, and a number in the place of a key, stay as they are: JSON.parse refuses them.
  return NUMBER.test(source) && String(Number(source)) !== source && !isKey(text, end);
}

function isKey(text: string, end: number): boolean {
  let next = end;
  while (WHITESPACE.has(text.charCodeAt(next))) next += 1;
  return text.charCodeAt(next) === COLON;
}

function isDigit(character: number): boolean {
  return character >= ZERO && character <= NINE;
}

const codesOf = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map((character) => character.charCodeAt(0)));
const NUMBER_SIGNS = codesOf('-+.eE');
const WHITESPACE = codesOf(' \t\n\r');
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
