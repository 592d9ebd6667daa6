import { SECRET_KEYS, separatorOf } from '../../../engine/config/account-config.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { MASK } from '../../../engine/config/mask-secrets.js';
import { parseNotificationHeaders } from '../../../engine/config/notification-headers.js';
import { type ConfigDraft } from './config-draft.js';
import { type DraftHeader, type DraftRow, type DraftValue, separatorIn, shownValue } from './draft-rows.js';

/**
 * The draft with the rows of a raw text. A mask in it stands for the secret that the row had when the writing began, or
 * else for the stored one. A text that is no config string leaves the rows as they were.
 */
export function readRawText(draft: ConfigDraft, text: string): ConfigDraft {
  const from = draft.raw?.from ?? draft.rows;
  const parsed = parseConfigString(text);
  if ('fault' in parsed) return { ...draft, raw: { text, from, fault: parsed.fault } };
  let { nextId } = draft;
  const separators = { old: separatorIn(from), base: separatorIn(draft.base), now: separatorOf(parsed.pairs) };
  const rows = parsed.pairs.map(([key, value]): DraftRow => {
    const old = from.find((row) => row.key === key);
    const stored = draft.base.find((row) => row.key === key);
    const headers = key === 'not_headers' ? headersIn(value, separators.now) : undefined;
    const kept = unchanged(old, value, separators.old) ?? unchanged(stored, value, separators.base);
    const read: DraftValue =
      // What the new separator cuts in another way is not what it was.
      kept && !(headers && separators.now !== separators.old)
        ? kept
        : headers
          ? { kind: 'headers', headers: headers.map(filledFrom([old, stored], () => nextId++)) }
          : { kind: 'text', text: value };
    return { id: old?.id ?? stored?.id ?? nextId++, key, value: read };
  });
  return { ...draft, rows, nextId, raw: { text, from } };
}

function unchanged(row: DraftRow | undefined, value: string, separator: string): DraftValue | undefined {
  if (row === undefined) return undefined;
  const isMask = SECRET_KEYS.has(row.key) && value === MASK;
  return isMask || shownValue(row, separator) === value ? row.value : undefined;
}

function headersIn(value: string, separator: string): [name: string, value: string][] | undefined {
  const read = parseNotificationHeaders(value, separator);
  return 'headers' in read ? read.headers : undefined;
}

/** Fills the masks of headers: each with the next header of that name, of the first row that has one left. */
function filledFrom(rows: [DraftRow | undefined, DraftRow | undefined], newId: () => number) {
  const [old, stored] = rows.map((row) => (row?.value.kind === 'headers' ? [...row.value.headers] : []));
  const left = [old!, stored!.filter(({ id }) => !old!.some((header) => header.id === id))];
  return ([name, value]: [name: string, value: string]): DraftHeader => {
    for (const headers of value === MASK ? left : []) {
      const at = headers.findIndex((header) => header.name === name && header.value !== '');
      if (at >= 0) return headers.splice(at, 1)[0]!;
    }
    return { id: newId(), name, value };
  };
}
