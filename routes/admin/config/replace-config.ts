import { type ConfigFault } from '../../../engine/config/account-config.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import {
  replaceAccountConfig,
  type ReplacedConfig,
  type SavedField,
} from '../../../engine/config/replace-account-config.js';
import { type Fault } from '../../../engine/fault.js';
import { jsonPointer } from '../../../engine/json-pointer.js';
import { blockedUrl } from '../../accounts/blocked-url.js';
import { type Context } from '../../operation.js';

/**
 * Replaces a stored config string by these fields, or says everything that is wrong with them, each with its place and
 * its key. Beside the engine's rules it refuses a url that may not be called.
 */
export function replaceConfig(
  stored: string,
  fields: readonly SavedField[],
  context: Pick<Context, 'refusalOfUrl'>,
): ReplacedConfig | { faults: Fault[] } {
  const replaced = replaceAccountConfig(stored, fields);
  const faults: (ConfigFault & { index: number })[] =
    'faults' in replaced ? replaced.faults.map((fault) => ({ ...fault, key: fields[fault.index]!.key })) : [];
  const at = fields.findIndex(({ key }) => key === 'url');
  const url = fields[at];
  const isFaulty = faults.some(({ index }) => index === at);
  if (url && 'value' in url && url.value !== storedUrl(stored) && !isFaulty) {
    faults.push(...blockedUrl(url, context).map((fault) => ({ ...fault, index: at })));
  }
  if (faults.length === 0 && 'text' in replaced) return replaced;
  return { faults: faults.map(({ index, key, detail }) => ({ pointer: jsonPointer('fields', index), detail: `${key}: ${detail}` })) }; // prettier-ignore
}

// One that is stored is judged when it is called.
function storedUrl(stored: string): string | undefined {
  const parsed = parseConfigString(stored);
  return 'pairs' in parsed ? parsed.pairs.find(([key]) => key === 'url')?.[1] : undefined;
}
