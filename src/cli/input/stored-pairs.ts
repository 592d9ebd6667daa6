import { type ConfigPair, parseConfigString } from '../../../engine/config/config-string.js';
import { refused } from '../output/refused.js';

/** The pairs of a stored config; refuses, by position, a text that is none, as showing it could show a secret. */
export function storedPairs(text: string): ConfigPair[] {
  const parsed = parseConfigString(text);
  if ('pairs' in parsed) return parsed.pairs;
  throw refused(`The stored config can't be read: ${parsed.fault}.`);
}
