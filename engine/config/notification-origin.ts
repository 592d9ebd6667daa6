import { fillPlaceholder } from './notification-url-check.js';
import { readUrl } from '../read-url.js';

/**
 * The origin that a notification to this URL goes to, in its one spelling: scheme and host in lower case, the host in
 * punycode, an address in its short form, no default port. It is read the way the sender reads it. A dot at the end of
 * the host stays: to TLS and to many servers that is another name. Undefined where the id stands in the origin, which
 * then differs by application, and for what is no http or https URL.
 */
export function notificationOrigin(url: string): string | undefined {
  const [one, other] = [originFor(url, '1'), originFor(url, '2')];
  return one === other ? one : undefined;
}

// Not an id that an application has: it is put back into words.
const SAMPLE_ID = '18446744073709551615';

/** The same for showing and for comparing two URLs as they are written: the placeholder stands where the id would. */
export function originAsWritten(url: string): string | undefined {
  return notificationOrigin(url) ?? originFor(url, SAMPLE_ID)?.replaceAll(SAMPLE_ID, '[___APP_ID___]');
}

function originFor(url: string, applicationId: string): string | undefined {
  const read = readUrl(fillPlaceholder(url, applicationId));
  return read && /^https?:$/.test(read.protocol) ? read.origin : undefined;
}
