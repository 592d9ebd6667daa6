import type { components } from '../../../openapi.js';
import { type ConfigDraft } from './config-draft.js';

type Version = Pick<components['schemas']['ConfigVersionSummary'], 'version' | 'keys'>;

/**
 * The keys that others changed since the version of a draft. Where not all versions since then are kept, every key may
 * have changed.
 */
export function changesSince(
  { version, rows }: Pick<ConfigDraft, 'version' | 'rows'>,
  versions: readonly Version[],
): Set<string> {
  const since = versions.filter((one) => one.version > version);
  const isComplete = versions.some((one) => one.version <= version + 1);
  return new Set([...since.flatMap(({ keys }) => keys), ...(isComplete ? [] : rows.map(({ key }) => key))]);
}
