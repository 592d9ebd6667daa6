import { type AccountConfig } from '../config/account-config.js';
import { escapeHtml } from '../escape-html.js';
import { isPublicHeader } from '../config/public-header.js';

/** What stands in a reply in the place of a secret. */
const CUT = '…';
/** A shorter text is no secret, and it would be found everywhere. */
export const SHORTEST_SECRET = 4;

/**
 * The secrets that a request of this account may carry: `auth`, the values of `not_headers` that may be secret, and the
 * signing secrets. Parts that are as secret as the whole come with them, such as the password of `auth`.
 */
export function secretsOf(
  { auth = '', headers }: Pick<AccountConfig, 'auth' | 'headers'>,
  signingSecrets: readonly string[],
): string[] {
  return [
    ...userAndPassword(auth),
    ...headers.filter((header) => !isPublicHeader(header)).flatMap(([, value]) => partsOfHeader(value)),
    ...signingSecrets.flatMap((secret) => [secret, secret.replace(/^whsec_/, '')]),
  ];
}

/** A header's value, what stands in it without the scheme (`Bearer ...`), and user and password of `Basic ...`. */
export function partsOfHeader(value: string): string[] {
  const [, scheme = '', credentials] = /^(\S+) +(.+)$/.exec(value) ?? [];
  if (credentials === undefined) return [value];
  const basic = scheme.toLowerCase() === 'basic' ? userAndPassword(fromBase64(credentials)) : [];
  return [value, credentials, ...basic];
}

/**
 * The text without the secrets. They are found as they are, as base64 (also within a longer text in base64), and
 * escaped for JSON, HTML or a URL. A secret of which only the beginning is left at the end of the text is cut too,
 * because the text may have been cut off there. A secret of less than four characters stays.
 */
export function cutSecrets(text: string, secrets: readonly string[]): string {
  if (text === '') return text;
  const forms = [...new Set(secrets.filter(isLong).flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const whole = forms.reduce((left, form) => left.replaceAll(form, CUT), text);
  const begun = Math.max(0, ...forms.map((form) => lengthAtEnd(whole, form)));
  return begun === 0 ? whole : whole.slice(0, -begun) + CUT;
}

const isLong = (secret: string): boolean => secret.length >= SHORTEST_SECRET;

const userAndPassword = (auth: string): string[] => [auth, auth.slice(auth.indexOf(':') + 1)];

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

function formsOf(secret: string): string[] {
  const encoded = [0, 1, 2].flatMap((offset) => base64At(offset, secret));
  const urlSafe = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, inUrl(secret), escapeHtml(secret), ...encoded, ...urlSafe].filter(isLong);
}

/**
 * The base64 of a text that stands so many bytes behind a multiple of three. Without the characters at both ends that
 * also depend on what is beside it.
 */
function base64At(offset: number, secret: string): string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')]);
  const encoded = bytes.toString('base64');
  const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
  return offset === 0 ? [encoded, encoded.replace(/=+$/, ''), inner] : [inner];
}

function inUrl(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return '';
  }
}

/** How many characters at the end of the text are the beginning of the form; 0 if they are fewer than four. */
function lengthAtEnd(text: string, form: string): number {
  for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_SECRET; length--) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
}
