type Pair = readonly [key: string, value: string];

/**
 * Reads the words `KEY=VALUE ...`, or `KEY VALUE` for one key. The first `=` of a word ends its key. At most one value
 * may be `-`, because standard input is one text. A fault names a word by its number and never repeats it, because it
 * may be a secret.
 */
export function readConfigPairs(words: readonly string[]): { pairs: Pair[] } | { fault: string } {
  const [first, second, ...more] = words;
  if (first !== undefined && !first.includes('=')) {
    if (second !== undefined && more.length === 0) return { pairs: [[first, second]] };
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
  return { pairs };
}
