import { hasPipe } from '../../../engine/config/config-string.js';
import { type DraftRow, rowsOf, sameValue, separatorIn, shownValue, type StoredField } from './draft-rows.js';

/** The raw text while somebody writes in it, and the rows that its masks stand for. */
interface RawText {
  text: string;
  /** Why it is no config string. The rows are then as they were. */
  fault?: string;
  from: readonly DraftRow[];
}

/** A config as it is being changed. The table and the raw text are two views of its rows. */
export interface ConfigDraft {
  /** The version that it began with. */
  version: number;
  /** The rows of that version. */
  base: readonly DraftRow[];
  rows: readonly DraftRow[];
  raw?: RawText;
  note: string;
  nextId: number;
}

/** A draft without changes. */
export function beginDraft({ version, fields }: { version: number; fields: readonly StoredField[] }): ConfigDraft {
  const { rows, nextId } = rowsOf(fields, 1);
  return { version, base: rows, rows, note: '', nextId };
}

/** The raw text: what is being written, or else the rows. Undefined while a value holds a pipe. */
export function rawTextOf({ rows, raw }: ConfigDraft): string | undefined {
  if (raw !== undefined) return raw.text;
  const separator = separatorIn(rows);
  const parts = rows.flatMap((row) => [row.key, shownValue(row, separator)]);
  return parts.some(hasPipe) ? undefined : parts.join('|');
}

/** The keys that the draft adds, changes or removes. */
export function changedKeys({ base, rows }: ConfigDraft): string[] {
  const [before, now] = [new Map(base.map(keyAndValue)), new Map(rows.map(keyAndValue))];
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => !sameValue(before.get(key), now.get(key)));
}

/** Whether there is something to save: a changed key, or another order of the same. */
export function isChanged(draft: ConfigDraft): boolean {
  const order = (rows: readonly DraftRow[]): string => rows.map(({ key }) => key).join('|');
  return changedKeys(draft).length > 0 || order(draft.base) !== order(draft.rows);
}

const keyAndValue = ({ key, value }: DraftRow) => [key, value] as const;
