import { separatorOf } from './account-config.js';
import { changeAccountConfig } from './change-account-config.js';
import { type ConfigPair, parseConfigString, writeConfigString } from './config-string.js';
import { parseNotificationHeaders } from './notification-headers.js';

/** A header of `not_headers`: with its value, or as it is stored. */
type SavedHeader = { name: string; value: string } | { name: string; keep: true };

/** A field of a config that is saved as a whole. Who saves need not know the secrets that stay as they are stored. */
export type SavedField = { key: string } & ({ value: string } | { keep: true } | { headers: SavedHeader[] });

/** What is wrong with a saved field, by its number from 0. */
export interface FieldFault {
  index: number;
  detail: string;
}

/** The config string to store, and the keys that it adds, changes or removes. */
export interface ReplacedConfig {
  text: string;
  keys: string[];
}

/**
 * Replaces a stored config string by these fields, all or none. What a field keeps is taken from the stored text. The
 * values that change are checked as `changeAccountConfig` checks them. A stored text that is no config string has
 * nothing to keep, and is replaced.
 */
export function replaceAccountConfig(
  stored: string,
  fields: readonly SavedField[],
): ReplacedConfig | { faults: FieldFault[] } {
  const parsed = parseConfigString(stored);
  const before = 'pairs' in parsed ? parsed.pairs : [];
  const { pairs, faults } = filled(fields, before);
  const repeated = fields.flatMap(({ key }, index) =>
    fields.findIndex((other) => other.key === key) < index ? [{ index, detail: 'must not be given twice' }] : [],
  );
  faults.push(...repeated);
  const known = new Map(before);
  const left = new Set(pairs.map(([key]) => key));
  const changes = [
    ...new Map(pairs.filter(([key, value]) => known.get(key) !== value)),
    ...before.filter(([key]) => !left.has(key)).map(([key]) => [key, null] as const),
  ];
  const changed = changeAccountConfig(writeConfigString(before), changes);
  if ('faults' in changed) {
    const faulty = new Set(faults.map(({ index }) => index));
    const more = changed.faults.map(({ key, detail }) => ({ index: indexOf(key, fields), detail }));
    faults.push(...more.filter(({ index }) => !faulty.has(index)));
  }
  if (faults.length > 0) return { faults: faults.sort((a, b) => a.index - b.index) };
  return { text: writeConfigString(pairs), keys: changes.map(([key]) => key) };
}

const indexOf = (key: string, fields: readonly SavedField[]): number => fields.findIndex((field) => field.key === key);

/** The fields with what they keep. A field that cannot be filled has a fault, and the value that it has now. */
function filled(
  fields: readonly SavedField[],
  before: readonly ConfigPair[],
): { pairs: ConfigPair[]; faults: FieldFault[] } {
  const known = new Map(before);
  const faults: FieldFault[] = [];
  const plain = fields.map((field): ConfigPair => [field.key, 'value' in field ? field.value : (known.get(field.key) ?? '')]); // prettier-ignore
  const separator = separatorOf(plain);
  const pairs = fields.map((field, index): ConfigPair => {
    if ('headers' in field) {
      const joined = joinHeaders(field, { separator, before });
      if ('text' in joined) return [field.key, joined.text];
      faults.push({ index, detail: joined.fault });
    } else if ('keep' in field && !known.has(field.key)) {
      faults.push({ index, detail: 'has no stored value that could be kept: give a value' });
    }
    return plain[index]!;
  });
  return { pairs, faults };
}

function joinHeaders(
  { key, headers }: { key: string; headers: readonly SavedHeader[] },
  { separator, before }: { separator: string; before: readonly ConfigPair[] },
): { text: string } | { fault: string } {
  if (key !== 'not_headers') return { fault: 'has no headers: only not_headers has' };
  const stored = storedHeaders(before);
  const parts: string[] = [];
  for (const header of headers) {
    // Of several headers with one name, the first takes the first, and so on.
    const at = 'keep' in header ? stored.findIndex(([name]) => name === header.name) : -1;
    const value = 'keep' in header ? stored.splice(at, at < 0 ? 0 : 1)[0]?.[1] : header.value;
    const named = `the header in part ${parts.length + 1}`;
    if (value === undefined) return { fault: `${named} has no stored value that could be kept: give a value` };
    if (header.name.includes(separator) || value.includes(separator)) {
      return { fault: `${named} holds the separator ${JSON.stringify(separator)}: set another one by not_sep` };
    }
    parts.push(header.name, value);
  }
  return { text: parts.join(separator) };
}

function storedHeaders(before: readonly ConfigPair[]): [name: string, value: string][] {
  const value = before.find(([key]) => key === 'not_headers')?.[1] ?? '';
  const read = parseNotificationHeaders(value, separatorOf(before));
  return 'headers' in read ? read.headers : [];
}
