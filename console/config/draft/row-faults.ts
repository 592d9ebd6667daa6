import { configWarnings } from '../../../engine/config/warnings/config-warnings.js';
import { type ConfigPair, writeConfigString } from '../../../engine/config/config-string.js';
import { replaceAccountConfig } from '../../../engine/config/replace-account-config.js';
import { type Fault } from '../../../engine/fault.js';
import { readPath } from '../../../engine/json-pointer.js';
import { type Warning } from '../../../engine/warning.js';
import { type AdminConfig } from './admin-config.js';
import { type ConfigDraft } from './config-draft.js';
import { type DraftRow, type DraftValue, savedFields, separatorIn } from './draft-rows.js';

/** What is wrong, by the id of its row, and what belongs to no row. */
export interface RowFaults {
  rows: ReadonlyMap<number, string>;
  others: readonly string[];
}

/** What the page knows by itself: the faults of the rows, and the warnings of what changes. */
export function checkDraft(
  draft: ConfigDraft,
  positions: AdminConfig['positions'],
): { faults: RowFaults; warnings: readonly Warning[] } {
  const others = draft.raw?.fault === undefined ? [] : [draft.raw.fault];
  const before = writeConfigString(standIns(draft.base));
  const saved = replaceAccountConfig(before, savedFields(draft.rows));
  if ('faults' in saved) {
    const rows = new Map(saved.faults.map(({ index, detail }) => [draft.rows[index]!.id, detail]));
    return { faults: { rows, others }, warnings: [] };
  }
  const reduced = positions.map(({ aname, reducers, main_reducer: mainReducer }) => ({
    aname,
    reducers: reducers.map((name) => ({ name })),
    ...(mainReducer !== undefined && { mainReducer }),
  }));
  const warnings = configWarnings({ before, after: saved.text, keys: saved.keys, positions: reduced });
  return { faults: { rows: new Map(), others }, warnings };
}

/** The faults that the gateway found (`/fields/3/...`), at the rows that were saved. */
export function placeFaults(errors: readonly Fault[], rows: readonly DraftRow[]): RowFaults {
  const placed = new Map<number, string>();
  const others: string[] = [];
  for (const { pointer, detail } of errors) {
    const [list, index] = readPath(pointer);
    const row = list === 'fields' && index !== undefined ? rows[Number(index)] : undefined;
    if (row === undefined) others.push(detail);
    else if (!placed.has(row.id)) placed.set(row.id, withoutKey(row.key, detail));
  }
  return { rows: placed, others };
}

/** Both, the page's own first. */
export function joinFaults(own: RowFaults, found: RowFaults): RowFaults {
  return { rows: new Map([...found.rows, ...own.rows]), others: [...new Set([...own.others, ...found.others])] };
}

const withoutKey = (key: string, detail: string): string =>
  detail.startsWith(`${key}: `) ? detail.slice(key.length + 2) : detail;

/** The stored config with texts in the place of what only the gateway knows. They are valid if the stored ones are. */
function standIns(rows: readonly DraftRow[]): ConfigPair[] {
  const separator = separatorIn(rows);
  return rows.map(({ key, value }) => [key, standIn(value, separator)]);
}

function standIn(value: DraftValue, separator: string): string {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'kept') return 'user:kept';
  return value.headers.flatMap(({ name, value = '' }) => [name, value]).join(separator);
}
