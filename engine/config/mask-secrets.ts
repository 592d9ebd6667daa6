import { SECRET_KEYS, separatorOf } from './account-config.js';
import { type ConfigPair } from './config-string.js';
import { parseNotificationHeaders } from './notification-headers.js';

/** The text that replaces a secret wherever it is shown. */
export const MASK = '********';
// The limit of a value in a reply. Masks can be longer than what they hide.
const MAX_SHOWN = 65_535;

/**
 * The same pairs in a form to show to people. `auth` is masked, and in `not_headers` each value, so that one can still
 * see which headers there are. What is empty is shown.
 */
export function maskSecrets(pairs: readonly ConfigPair[]): ConfigPair[] {
  const separator = separatorOf(pairs);
  return pairs.map(([key, value]) => [key, SECRET_KEYS.has(key) ? masked(key, value, separator) : value]);
}

/** Whether a value for this key has a mask in the place of a secret, as `maskSecrets` shows it. */
export function holdsMask(key: string, value: string, separator: string): boolean {
  if (!SECRET_KEYS.has(key)) return false;
  const headers = key === 'not_headers' ? headersOf(value, separator) : undefined;
  return value === MASK || (headers?.some(([, shown]) => shown === MASK) ?? false);
}

function masked(key: string, value: string, separator: string): string {
  if (value === '') return value;
  const headers = key === 'not_headers' ? headersOf(value, separator) : undefined;
  // A separator that is in the mask would cut it into pieces.
  if (headers === undefined || MASK.includes(separator)) return MASK;
  const shown = headers.flatMap(([name, secret]) => [name, secret === '' ? '' : MASK]).join(separator);
  return shown.length > MAX_SHOWN ? MASK : shown;
}

function headersOf(value: string, separator: string): [name: string, value: string][] | undefined {
  const read = parseNotificationHeaders(value, separator);
  return 'headers' in read ? read.headers : undefined;
}
