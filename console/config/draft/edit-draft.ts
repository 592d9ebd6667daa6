import { hasPipe } from '../../../engine/config/config-string.js';
import { type ConfigDraft } from './config-draft.js';
import { type DraftHeader, type DraftValue } from './draft-rows.js';
import { readRawText } from './read-raw-text.js';

/** A header that may be new. A new one has no id. */
type NewHeader = Omit<DraftHeader, 'id'> & { id?: number };

/** What somebody does to a draft, in the table or in the raw text. */
export type ConfigEdit =
  | { edit: 'set'; id: number; text: string }
  | { edit: 'set headers'; id: number; headers: readonly NewHeader[] }
  | { edit: 'add'; key: string; text?: string }
  | { edit: 'add status'; status: string }
  | { edit: 'remove'; id: number }
  | { edit: 'put back'; key: string }
  | { edit: 'write raw'; text: string }
  | { edit: 'leave raw' }
  | { edit: 'note'; text: string }
  | { edit: 'discard' };

/** The draft after an edit. An edit of the table replaces a raw text that could not be read. */
export function editDraft(draft: ConfigDraft, edit: ConfigEdit): ConfigDraft {
  switch (edit.edit) {
    case 'note':
      return { ...draft, note: edit.text };
    case 'write raw':
      return readRawText(draft, edit.text);
    case 'leave raw':
      return draft.raw?.fault === undefined ? withoutRaw(draft) : draft;
    case 'discard':
      return withoutRaw({ ...draft, rows: draft.base, note: '' });
    case 'set':
      return withValue(draft, edit.id, { kind: 'text', text: edit.text });
    case 'set headers': {
      const from = draft.nextId;
      const headers = edit.headers.map((header, at) => ({ id: from + at, ...header }));
      return { ...withValue(draft, edit.id, { kind: 'headers', headers }), nextId: from + headers.length };
    }
    case 'add':
      return withRow(draft, edit.key, edit.text);
    case 'add status':
      return withStatus(draft, edit.status);
    case 'remove':
      return withoutRaw({ ...draft, rows: draft.rows.filter(({ id }) => id !== edit.id) });
    case 'put back':
      return putBack(draft, edit.key);
  }
}

function withoutRaw({ raw: _raw, ...draft }: ConfigDraft): ConfigDraft {
  return draft;
}

function withValue(draft: ConfigDraft, id: number, value: DraftValue): ConfigDraft {
  return withoutRaw({ ...draft, rows: draft.rows.map((row) => (row.id === id ? { ...row, value } : row)) });
}

function withRow(draft: ConfigDraft, key: string, text = ''): ConfigDraft {
  if (key === '' || hasPipe(key) || draft.rows.some((row) => row.key === key)) return draft;
  const id = draft.nextId;
  const value: DraftValue =
    key === 'not_headers'
      ? { kind: 'headers', headers: [{ id: id + 1, name: '', value: '' }] }
      : { kind: 'text', text };
  return withoutRaw({ ...draft, rows: [...draft.rows, { id, key, value }], nextId: id + 2 });
}

/** With the status in http_err. One that is listed already changes nothing. */
function withStatus(draft: ConfigDraft, status: string): ConfigDraft {
  const row = draft.rows.find(({ key }) => key === 'http_err');
  if (row === undefined) return withRow(draft, 'http_err', status);
  const listed = row.value.kind === 'text' ? row.value.text.split(',').filter(Boolean) : [];
  if (listed.includes(status)) return draft;
  return withValue(draft, row.id, { kind: 'text', text: [...listed, status].join(',') });
}

/** The stored value again. A row that was removed goes behind the one that it was behind. */
function putBack(draft: ConfigDraft, key: string): ConfigDraft {
  const at = draft.base.findIndex((row) => row.key === key);
  const stored = draft.base[at];
  const { rows } = draft;
  if (stored === undefined) return withoutRaw({ ...draft, rows: rows.filter((row) => row.key !== key) });
  const now = rows.find((row) => row.key === key);
  if (now) return withValue(draft, now.id, stored.value);
  const before = draft.base.slice(0, at).map((row) => row.key);
  const behind = rows.findLastIndex((row) => before.includes(row.key));
  return withoutRaw({ ...draft, rows: rows.toSpliced(behind + 1, 0, stored) });
}
