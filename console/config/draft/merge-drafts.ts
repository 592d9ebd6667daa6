import { type ConfigDraft } from './config-draft.js';
import { type DraftRow, type DraftValue, rowsOf, sameValue, type StoredField } from './draft-rows.js';

/** Somebody else's version, and the keys that changed on the way to it. Of secrets only that tells of a change. */
export interface TheirConfig {
  version: number;
  fields: readonly StoredField[];
  changedKeys: ReadonlySet<string>;
}

export type Side = 'mine' | 'theirs';

/** One key in three ways. Undefined means that it is not there. */
export interface MergedKey {
  key: string;
  atStart: DraftValue | undefined;
  mine: DraftValue | undefined;
  theirs: DraftValue | undefined;
  /** Who changed it. `both` have to be decided between, unless they made the same of it. */
  changedBy: Side | 'both' | 'nobody';
}

/** Compares a draft with somebody else's version, key by key: theirs in their order, then what only I have. */
export function compareDrafts(draft: ConfigDraft, theirs: TheirConfig): MergedKey[] {
  const [start, mine] = [valuesOf(draft.base), valuesOf(draft.rows)];
  const other = valuesOf(rowsOf(theirs.fields, 1).rows);
  return [...new Set([...other.keys(), ...mine.keys(), ...start.keys()])].map((key) => {
    const three = { atStart: start.get(key), mine: mine.get(key), theirs: other.get(key) };
    const byMe = !sameValue(three.atStart, three.mine);
    const secret = theirs.changedKeys.has(key) && holdsUnknown(three.theirs);
    const byThem = secret || !sameValue(three.atStart, three.theirs);
    const same = !secret && sameValue(three.mine, three.theirs);
    const changedBy = byMe && byThem && !same ? 'both' : byThem ? 'theirs' : byMe ? 'mine' : 'nobody';
    return { key, ...three, changedBy };
  });
}

/**
 * The draft on top of their version: what only one side changed, and of the rest the side chosen. Undefined while a
 * choice is missing.
 */
export function mergeDrafts(
  draft: ConfigDraft,
  theirs: TheirConfig,
  chosen: Readonly<Record<string, Side>>,
): ConfigDraft | undefined {
  const { rows: base, nextId: firstId } = rowsOf(theirs.fields, draft.nextId);
  const [ids, mineIds] = [idsOf(base), idsOf(draft.rows)];
  const compared = compareDrafts(draft, theirs);
  const rows: DraftRow[] = [];
  for (const { key, mine, theirs, changedBy } of compared) {
    const side = changedBy === 'both' ? chosen[key] : changedBy;
    if (side === undefined) return undefined;
    const value = side === 'mine' ? mine : theirs;
    if (value !== undefined) rows.push({ id: ids.get(key) ?? mineIds.get(key)!, key, value });
  }
  return { version: theirs.version, base, rows, note: draft.note, nextId: firstId };
}

/** Whether a value has a part that only the gateway knows. */
function holdsUnknown(value: DraftValue | undefined): boolean {
  return value?.kind === 'kept' || (value?.kind === 'headers' && value.headers.some((header) => header.value === undefined)); // prettier-ignore
}

const valuesOf = (rows: readonly DraftRow[]) => new Map(rows.map(({ key, value }) => [key, value]));
const idsOf = (rows: readonly DraftRow[]) => new Map(rows.map(({ key, id }) => [key, id]));
