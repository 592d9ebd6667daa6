import { type ConfigPair, parseConfigString } from '../../../engine/config/config-string.js';
import { refused } from '../output/refused.js';

/**
 * Reads the pairs of a stored config. If the text is not a config, the refusal names only the place of the fault,
 * because the text could hold a secret.
 */
export function storedPairs(text: string): ConfigPair[] {
  const parsed = parseConfigString(text);
  if ('pairs' in parsed) return parsed.pairs;
  throw refused(`The stored config can't be read: ${parsed.fault}.`);
}
