import { checkAccountConfig, type ConfigFault, separatorOf } from './account-config.js';
import { holdsMask } from './mask-secrets.js';
import { misspeltPlaceholder } from './misspelt-placeholder.js';
import { parseConfigString, writeConfigString, type ConfigPair } from './config-string.js';

// Only the separator of `not_headers` makes a key faulty that is not changed itself.
const TOGETHER = ' by this separator: change not_sep and not_headers in one step';

/** A key with its new value, or with null to remove it. */
export type ConfigChange = readonly [key: string, value: string | null];

/**
 * Changes keys of a stored config string, all or none. An existing key keeps its place, a new one goes to the end, and
 * all other keys stay. All faults are refused together: faults that `checkAccountConfig` finds in a changed key or
 * newly in another one (a new separator may break `not_headers`), a misspelt placeholder in a new `url`, a key changed
 * twice, the mask of a secret sent as its value, and a stored text that is no config string. Older faults of other keys
 * do not prevent a change.
 */
export function changeAccountConfig(
  text: string,
  changes: readonly ConfigChange[],
): { text: string } | { faults: ConfigFault[] } {
  const stored = parseConfigString(text);
  if (!('pairs' in stored)) {
    return { faults: [{ key: '', detail: `the stored config can't be read and was left as it is: ${stored.fault}` }] };
  }
  const changed = new Map(changes);
  const old = new Set(checkAccountConfig(stored.pairs).map((fault) => fault.key));
  const pairs = applied(stored.pairs, changed);
  const faults = checkAccountConfig(pairs)
    .filter((fault) => changed.has(fault.key) || !old.has(fault.key))
    .map((fault) => (changed.has(fault.key) ? fault : { ...fault, detail: `${fault.detail}${TOGETHER}` }));
  const faulty = new Set(faults.map((fault) => fault.key));
  faults.unshift(...checkChanges(changes, { faulty, separator: separatorOf(pairs) }));
  return faults.length > 0 ? { faults } : { text: writeConfigString(pairs) };
}

function applied(pairs: readonly ConfigPair[], changed: ReadonlyMap<string, string | null>): ConfigPair[] {
  const known = new Set(pairs.map(([key]) => key));
  const kept = pairs.map(([key, value]) => [key, changed.has(key) ? changed.get(key)! : value] as const);
  const added = [...changed].filter(([key]) => !known.has(key));
  return [...kept, ...added].filter((pair): pair is ConfigPair => pair[1] !== null);
}

/** Faults that only a new value can have. A stored one stays in use. */
function checkChanges(
  changes: readonly ConfigChange[],
  { faulty, separator }: { faulty: ReadonlySet<string>; separator: string },
): ConfigFault[] {
  const seen = new Set<string>();
  return changes.flatMap(([key, value]) => {
    const repeated = seen.has(key);
    seen.add(key);
    const detail = repeated
      ? 'must not be changed twice at once'
      : faulty.has(key)
        ? undefined
        : newFault(key, value, separator);
    return detail === undefined ? [] : [{ key, detail }];
  });
}

function newFault(key: string, value: string | null, separator: string): string | undefined {
  if (value === null) return undefined;
  if (key === 'url') return misspeltPlaceholder(value);
  return holdsMask(key, value, separator) ? 'must not hold the mask that is shown in place of a secret' : undefined;
}
