/** How deep arrays and objects may stand in one another. */
const MAX_DEPTH = 64;
/** How many keys an object may have that stands in something else. */
const MAX_KEYS_WITHIN = 1000;
// Of so many digits and nothing else, every number is written by JavaScript as it was read.
const SAFE_DIGITS = 15;
const DIGITS = /^[0-9]+$/;
// RFC 8259, section 6.
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * The text has more of something than is read; it may be valid JSON all the same. The message says of what, and where.
 */
export class JsonLimitError extends SyntaxError {}

/**
 * `JSON.parse` that loses no digit: a number that a JavaScript number would not write the same way (2^53 and up, `1.0`,
 * `1e3`, `-0`) becomes the string of its source text. In all else it does what JSON.parse does: the last of repeated
 * keys wins, `__proto__` is a key like any other. Throws SyntaxError, a JsonLimitError for more than 64 levels of
 * nesting, for an object of more than `maxKeys` keys and for one within of more than 1000. Takes time in proportion to
 * the text.
 */
export function parseJson(text: string, { maxKeys = Infinity } = {}): unknown {
  const exact = scanned(text, maxKeys);
  try {
    return JSON.parse(exact) as unknown;
  } catch (error) {
    // Of the text as it was sent: the places of faults are others in the changed one.
    if (exact !== text) JSON.parse(text);
    throw error;
  }
}

/**
 * The text with its fragile numbers as strings, once it was seen to keep the limits. They come before parsing: what
 * walks the value later recurses, and a stack overflow would be a 500; and to parse a million bytes of keys takes 0.1
 * s.
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
      // For JSON.parse to refuse.
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

/** Where the closing quote stands. */
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
  // What is no number, and a number in the place of a key, is left for JSON.parse to refuse.
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
