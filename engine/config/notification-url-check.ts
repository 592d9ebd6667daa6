import { hasControlCharacter, hasLoneSurrogate } from '../check-name.js';
import { type EntityId } from '../entity-id.js';
import { readUrl } from '../read-url.js';

/** The placeholder for an application's id in a URL, in its usual spelling. */
export const ID_PLACEHOLDER = '[___APP_ID___]';

// APP and API mean the same. Programs that build URLs percent-encode the brackets.
const EVERY_SPELLING = /(?:\[|%5[Bb])___AP[PI]_ID___(?:\]|%5[Dd])/g;

/** The URL with an application's id in the place of each placeholder, in whatever spelling. */
export function fillPlaceholder(url: string, applicationId: EntityId): string {
  return url.replace(EVERY_SPELLING, applicationId);
}

// The longest id. If the URL is valid with this id, it is valid with every other. As a port or a part of an IPv4
// address this id is not valid.
const SAMPLE_ID = '18446744073709551615';

/**
 * What is wrong with a notification URL; undefined when it is valid. It must be http or https, without user
 * information. It must be a URL with every id in the place of its placeholder, which may be anywhere, even in a host
 * label (contract, section 5). Whether the address may be called is not checked here, but when it is called.
 */
export function checkNotificationUrl(value: string): string | undefined {
  if (/[\s\\]/u.test(value) || hasControlCharacter(value) || hasLoneSurrogate(value)) {
    return 'must not hold spaces, backslashes or control characters';
  }
  if (!/^https?:\/\/[^/?#]/i.test(value)) return 'must be an http or https URL with a host';
  const filled = fillPlaceholder(value, SAMPLE_ID);
  if (/^https?:\/\/[^/?#]*@/i.test(filled)) return 'must not hold user information: use auth for credentials';
  return readUrl(filled) ? undefined : 'must be a URL, with and without an application id put in';
}
