import { readUrl } from '../read-url.js';

// No comma, quote, bracket, space, control character or second @: each of them can make two addresses of one.
const PIECE = String.raw`(?:[a-z0-9!#$%&'*+/=?^_\x60{|}~-]|(?![\0-\x7f])[\p{L}\p{M}\p{N}\p{S}])+`;
const LOCAL_PART = new RegExp(String.raw`^${PIECE}(?:\.${PIECE})*$`, 'iu');
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(String.raw`^(?:${LABEL}\.)*${LABEL}$`, 'i');
// What a domain may have before it is written in ASCII. Anything else could be taken for another part of a URL.
const WIDE_DOMAIN = /^[\p{L}\p{M}\p{N}\u200c-\u200d.。．｡·・-]+$/u;
const ASCII = /^[\0-\x7f]*$/;
// The lengths of RFC 5321, in octets.
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;
// Blanks, and characters that cannot be seen.
const BLANK = /^[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]$/;

/**
 * Whether the text is one plain e-mail address and nothing else, not even a name. Letters beyond ASCII are allowed on
 * both sides of the @ (RFC 6531).
 */
export function isMailAddress(text: string): boolean {
  // The longest address has this many octets, so a longer text need not be looked at.
  if (text.length > MAX_ADDRESS) return false;
  const { local, domain } = splitAddress(text);
  const ascii = asciiDomain(domain);
  if (ascii === undefined || !DOMAIN.test(ascii) || !LOCAL_PART.test(local)) return false;
  // A wide form of a bracket may become the bracket where somebody normalizes the address.
  if (!LOCAL_PART.test(local.normalize('NFKC'))) return false;
  const octets = Buffer.byteLength(local);
  return octets <= MAX_LOCAL_PART && octets + 1 + ascii.length <= MAX_ADDRESS;
}

/** The text without blanks and invisible characters around it if that makes it an address, otherwise as it is. */
export function trimAddress(text: string): string {
  if (!text.includes('@')) return text;
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text[start]!)) start += 1;
  while (start < end && BLANK.test(text[end - 1]!)) end -= 1;
  const trimmed = text.slice(start, end);
  return isMailAddress(trimmed) ? trimmed : text;
}

/** An address in the form in which two spellings of it are equal: in lower case and with its domain in ASCII. */
export function normalAddress(text: string): string {
  const ascii = isMailAddress(text) ? withAsciiDomain(text) : text;
  return ascii.toLowerCase().normalize('NFC');
}

/** The address with its domain in ASCII (punycode), as mail servers need it. The text must be an address. */
export function withAsciiDomain(address: string): string {
  const { local, domain } = splitAddress(address);
  return `${local}@${asciiDomain(domain) ?? domain}`;
}

/** Whether the part before the @ is beyond ASCII, so that only servers with SMTPUTF8 take the address (RFC 6531). */
export function needsSmtpUtf8(address: string): boolean {
  return !ASCII.test(splitAddress(address).local);
}

/** The parts before and after the last @. */
function splitAddress(text: string): { local: string; domain: string } {
  const at = text.lastIndexOf('@');
  return { local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) };
}

/** The domain in ASCII; undefined if there is no such form. A domain that is ASCII already stays as it is. */
function asciiDomain(domain: string): string | undefined {
  if (ASCII.test(domain)) return domain;
  return WIDE_DOMAIN.test(domain) ? readUrl(`http://${domain}/`)?.hostname : undefined;
}
