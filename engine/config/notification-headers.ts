import { hasControlCharacter, hasLoneSurrogate } from '../check-name.js';

// RFC 9110, section 5.6.2.
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// These headers frame the message, name its target or manage the connection. The HTTP client sets them, or cannot send
// them at all.
const REFUSED = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
]);

/** The headers, in small letters, that the sender sets by itself on every notification, whatever `not_headers` says. */
export const HEADERS_OF_OURS: readonly string[] = [
  'user-agent',
  'accept-encoding',
  'webhook-id',
  'webhook-timestamp',
  'webhook-attempt',
];

/**
 * Reads `h1,v1,h2,v2` with the given separator. The empty text means no headers. Refused: an odd number of parts, a
 * name that is no RFC 9110 token or that the HTTP client sets, a control character in a value (contract, section 5).
 * The fault never repeats a value, because it may be a secret.
 */
export function parseNotificationHeaders(
  text: string,
  separator: string,
): { headers: [name: string, value: string][] } | { fault: string } {
  if (text === '') return { headers: [] };
  const parts = text.split(separator);
  if (parts.length % 2 === 1) return { fault: `must have an even number of parts, each name with its value` };
  const headers: [string, string][] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const name = parts[i]!;
    const value = parts[i + 1]!;
    if (!TOKEN.test(name)) return { fault: `must have a header name in part ${i + 1}` };
    if (REFUSED.has(name.toLowerCase())) return { fault: `must not set ${name} (part ${i + 1})` };
    if (hasControlCharacter(value) || hasLoneSurrogate(value)) {
      return { fault: `must not hold control characters (part ${i + 2})` };
    }
    headers.push([name, value]);
  }
  return { headers };
}
