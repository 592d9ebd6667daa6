import { fillPlaceholder, ID_PLACEHOLDER } from './notification-url-check.js';
import { readUrl } from '../read-url.js';

/**
 * The origin to which a notification to this URL goes, in its normalised form: scheme and host in lower case, the host
 * in punycode, an address in its short form, no default port. The URL is read as the sender reads it. A dot at the end
 * of the host stays, because for TLS and for many servers that is another name. Undefined when the id is in the origin,
 * which then differs for each application, and when the text is no http or https URL.
 */
export function notificationOrigin(url: string): string | undefined {
  const [one, other] = [originFor(url, '1'), originFor(url, '2')];
  return one === other ? one : undefined;
}

// No application has this id. It is replaced by the placeholder again.
const SAMPLE_ID = '18446744073709551615';

/**
 * The same in a form to show, and to compare two URLs as they are written. The placeholder is in the place of the id.
 */
export function originAsWritten(url: string): string | undefined {
  return notificationOrigin(url) ?? originFor(url, SAMPLE_ID)?.replaceAll(SAMPLE_ID, ID_PLACEHOLDER);
}

function originFor(url: string, applicationId: string): string | undefined {
  const read = readUrl(fillPlaceholder(url, applicationId));
  return read && /^https?:$/.test(read.protocol) ? read.origin : undefined;
}
