import { SECRET_KEYS, separatorOf } from '../../../engine/config/account-config.js';
import { parseNotificationHeaders } from '../../../engine/config/notification-headers.js';
import { isPublicHeader } from '../../../engine/config/public-header.js';
import { SHORTEST_SECRET } from '../../../engine/notification/cut-secrets.js';

type Pair = readonly [key: string, value: string];

/**
 * Reads the words `KEY=VALUE ...`, or `KEY VALUE` for one key. The first `=` of a word ends its key. A secret must be
 * `-`, which standard input has, unless it is too short to be one or a header that everybody may know. A fault names a
 * word by its number and never repeats it, because it may be a secret.
 */
export function readConfigPairs(words: readonly string[]): { pairs: Pair[] } | { fault: string } {
  const [first, second, ...more] = words;
  if (first !== undefined && !first.includes('=')) {
    if (second !== undefined && more.length === 0) return withoutSecrets([[first, second]]);
    return { fault: 'write KEY=VALUE for each key, or KEY VALUE for one' };
  }
  const pairs: Pair[] = [];
  for (const [index, word] of words.entries()) {
    const end = word.indexOf('=');
    if (end < 0) return { fault: `word ${index + 1} of the changes is not KEY=VALUE` };
    pairs.push([word.slice(0, end), word.slice(end + 1)]);
  }
  return withoutSecrets(pairs);
}

function withoutSecrets(pairs: Pair[]): { pairs: Pair[] } | { fault: string } {
  const separator = separatorOf(pairs);
  const open = pairs.filter((pair) => holdsSecret(pair, separator)).map(([key]) => key);
  if (open.length === 0) return { pairs };
  const [key] = open;
  return {
    fault:
      `${open.join(' and ')} cannot be an argument, because others can see arguments in process lists and shell histories: ` +
      `write ${key}=- and give the value by standard input`,
  };
}

// Of `not_headers` only the values may be secret. What cannot be read as headers may be secret as a whole.
function holdsSecret([key, value]: Pair, separator: string): boolean {
  if (!SECRET_KEYS.has(key) || value === '-' || value === '') return false;
  const read = key === 'not_headers' ? parseNotificationHeaders(value, separator) : { fault: '' };
  return (
    'fault' in read || read.headers.some((header) => header[1].length >= SHORTEST_SECRET && !isPublicHeader(header))
  );
}
