import { parse } from 'lossless-json';

/** How deep arrays and objects may stand in one another. */
const MAX_DEPTH = 64;
// A number that JSON.parse may not give back as it was written: 16 digits or more, a fraction, an exponent, minus zero.
// It may also strike inside a string, which costs time and changes nothing.
const FRAGILE_NUMBER = /(?<![^\s:,[])-?(?:\d{16}|\d+[.eE])|(?<![^\s:,[])-0/;

/**
 * `JSON.parse` that loses no digit: a number that a JavaScript number would not write the same way (2^53 and up, `1.0`,
 * `1e3`, `-0`) becomes the string of its source text. In all else it does what JSON.parse does: the last of repeated
 * keys wins, `__proto__` is a key like any other. Throws SyntaxError, also for more than 64 levels of nesting.
 */
export function parseJson(text: string): unknown {
  refuseDepth(text);
  // The lossless parser took 5 times as long on 550 bytes, so the usual body does not pay for it.
  if (!FRAGILE_NUMBER.test(text)) return JSON.parse(text) as unknown;
  return parse(text, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function exactNumber(source: string): number | string {
  const value = Number(source);
  return String(value) === source ? value : source;
}

// Before parsing: the lossless parser and all that walks the value later recurse, and a stack overflow would be a 500.
function refuseDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === BACKSLASH) index += 1;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) {
      inString = true;
    } else if (character === OPENING_BRACE || character === OPENING_BRACKET) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new SyntaxError(`More than ${MAX_DEPTH} levels of nesting at position ${index}`);
    } else if (character === CLOSING_BRACE || character === CLOSING_BRACKET) {
      depth -= 1;
    }
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
