import { SECRET_KEYS, separatorOf } from '../../../engine/config/account-config.js';
import { type ConfigPair } from '../../../engine/config/config-string.js';
import { parseNotificationHeaders } from '../../../engine/config/notification-headers.js';
import { type Schema } from '../../documented.js';

/** The fields of a config without secrets. Of `not_headers` the names are shown, so that one can be changed alone. */
export function presentFields(pairs: readonly ConfigPair[]): Schema<'AdminConfigField'>[] {
  const separator = separatorOf(pairs);
  return pairs.map(([key, value]) => {
    const set = value !== '';
    if (!SECRET_KEYS.has(key)) return { key, value, secret: false, set };
    const field = { key, secret: true, set, ...(!set && { value }) };
    const read = key === 'not_headers' ? parseNotificationHeaders(value, separator) : { fault: '' };
    if ('fault' in read) return field;
    return { ...field, headers: read.headers.map(([name, value]) => ({ name, set: value !== '' })) };
  });
}
