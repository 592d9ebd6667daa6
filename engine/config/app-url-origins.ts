import { hasControlCharacter, hasLoneSurrogate } from '../check-name.js';
import { notificationOrigin } from './notification-origin.js';
import { fillPlaceholder } from './notification-url-check.js';

// Hosts in the form in which a URL returns them.
const LOOPBACK = /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

/**
 * Reads `https://a.example,https://b.example:8443` (contract, section 5). The empty text means no origins. Each origin
 * is returned in its normalised form. Refused, by the number of the part: a part that is more or less than an origin,
 * user information, `*`, a placeholder, and http to any other machine. The fault never repeats a part.
 */
export function parseAppUrlOrigins(text: string): { origins: string[] } | { fault: string } {
  if (text === '') return { origins: [] };
  const origins: string[] = [];
  for (const [index, part] of text.split(',').entries()) {
    const read = parseOrigin(part);
    if ('fault' in read) return { fault: `must be origins separated by commas; part ${index + 1} ${read.fault}` };
    origins.push(read.origin);
  }
  return { origins: [...new Set(origins)] };
}

function parseOrigin(text: string): { origin: string } | { fault: string } {
  if (text === '') return { fault: 'is empty' };
  if (/[\s\\]/u.test(text) || hasControlCharacter(text) || hasLoneSurrogate(text)) {
    return { fault: 'has a space, backslash or control character' };
  }
  if (fillPlaceholder(text, '1') !== text) {
    return { fault: 'has a placeholder, and an origin must be the same for every application' };
  }
  const [, authority, rest] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(text) ?? [];
  if (authority === undefined) return { fault: 'is not like https://partner.example or https://partner.example:8443' };
  if (rest !== '') return { fault: 'has more than an origin: leave out everything behind host and port' };
  if (authority.includes('@')) return { fault: 'has user information' };
  // A URL parser accepts `*` like any other character, and the origin would match nothing.
  if (authority.includes('*')) return { fault: 'has a *, but only whole origins are compared: list each one' };
  const origin = notificationOrigin(text);
  if (origin === undefined) return { fault: 'is not a valid origin' };
  if (origin.startsWith('http:') && !isOnThisMachine(origin)) {
    return { fault: 'is http, which is for this machine only (localhost, 127.0.0.1, [::1]): use https' };
  }
  return { origin };
}

/** Whether an http origin, in its normalised form, is on this machine, so that nobody on the way can listen. */
export function isOnThisMachine(origin: string): boolean {
  return LOOPBACK.test(origin);
}
