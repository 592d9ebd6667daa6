import { hasControlCharacter, hasLoneSurrogate } from '../check-name.js';
import { type EntityId } from '../entity-id.js';
import { readUrl } from '../read-url.js';

/** The two spellings of the place where an application's id goes in a URL; they mean the same. */
export const ID_PLACEHOLDERS = ['[___APP_ID___]', '[___API_ID___]'] as const;

/** The URL with an application's id in its placeholder's stead, wherever that stands. */
export function fillPlaceholder(url: string, applicationId: EntityId): string {
  return ID_PLACEHOLDERS.reduce((text, placeholder) => text.replaceAll(placeholder, applicationId), url);
}

// The longest id: where this one makes a URL, every other does; as a port or a part of an IPv4 address it doesn't.
const SAMPLE_ID = '18446744073709551615';

/**
 * What is wrong with a notification URL, undefined when nothing is: http or https, no user information, and a URL for
 * every id put in its placeholder's stead, which may stand anywhere, even in a host label (contract, section 5).
 * Whether the address may be called is another question, answered when it is called.
 */
export function checkNotificationUrl(value: string): string | undefined {
  if (/[\s\\]/u.test(value) || hasControlCharacter(value) || hasLoneSurrogate(value)) {
    return 'must not hold spaces, backslashes or control characters';
  }
  if (!/^https?:\/\/[^/?#]/i.test(value)) return 'must be an http or https URL with a host';
  const filled = fillPlaceholder(value, SAMPLE_ID);
  if (/^https?:\/\/[^/?#]*@/i.test(filled)) return 'must not hold user information: use auth for credentials';
  return readUrl(filled) ? undefined : 'must be a URL, also after an application id is put in';
}
