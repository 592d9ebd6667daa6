import { ACCOUNT_CONFIG_FIELDS } from '../../../engine/config/account-config.js';

const SECRETS: ReadonlySet<string> = new Set(
  ACCOUNT_CONFIG_FIELDS.filter((field) => field.secret).map((field) => field.name),
);

type Pair = readonly [key: string, value: string];

/**
 * Reads the words `KEY=VALUE ...`, or `KEY VALUE` for one key. The first `=` of a word ends its key. At most one value
 * may be `-`, because standard input is one text. A secret must be that one, unless it is empty. A fault names a word
 * by its number and never repeats it, because it may be a secret.
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
  const fromInput = pairs.filter(([, value]) => value === '-').map(([key]) => key);
  if (fromInput.length > 1)
    return { fault: `only one value can be read from standard input, not ${fromInput.join(' and ')}` };
  return withoutSecrets(pairs);
}

function withoutSecrets(pairs: Pair[]): { pairs: Pair[] } | { fault: string } {
  const open = pairs.filter(([key, value]) => SECRETS.has(key) && value !== '-' && value !== '').map(([key]) => key);
  if (open.length === 0) return { pairs };
  const [key] = open;
  return {
    fault:
      `${open.join(' and ')} cannot be an argument, because others can see arguments in process lists and shell histories: ` +
      `write ${key}=- and give the value by standard input`,
  };
}
