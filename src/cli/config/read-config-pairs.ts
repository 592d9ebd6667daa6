import { ACCOUNT_CONFIG_FIELDS } from '../../../engine/config/account-config.js';
import { SHORTEST_SECRET } from '../../../engine/notification/cut-secrets.js';

const SECRETS: ReadonlySet<string> = new Set(
  ACCOUNT_CONFIG_FIELDS.filter((field) => field.secret).map((field) => field.name),
);

type Pair = readonly [key: string, value: string];

/**
 * Reads the words `KEY=VALUE ...`, or `KEY VALUE` for one key. The first `=` of a word ends its key. A secret must be
 * `-`, which standard input has, unless it is too short to be one. A fault names a word by its number and never repeats
 * it, because it may be a secret.
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
  const sep = pairs.find(([key]) => key === 'not_sep')?.[1] ?? ',';
  const open = pairs.filter((pair) => holdsSecret(pair, sep)).map(([key]) => key);
  if (open.length === 0) return { pairs };
  const [key] = open;
  return {
    fault:
      `${open.join(' and ')} cannot be an argument, because others can see arguments in process lists and shell histories: ` +
      `write ${key}=- and give the value by standard input`,
  };
}

// Of `not_headers` (h1,v1,h2,v2) only the values may be secret. If the separator is another one, all of it may be.
function holdsSecret([key, value]: Pair, sep: string): boolean {
  if (!SECRETS.has(key) || value === '-' || value === '') return false;
  const parts = value.split(sep);
  if (key !== 'not_headers' || parts.length % 2 !== 0) return true;
  return parts.some(({ length }, index) => index % 2 === 1 && length >= SHORTEST_SECRET);
}
