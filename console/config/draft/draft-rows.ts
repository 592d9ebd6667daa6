import { SECRET_KEYS, separatorOf } from '../../../engine/config/account-config.js';
import { type ConfigPair, hasPipe } from '../../../engine/config/config-string.js';
import { MASK } from '../../../engine/config/mask-secrets.js';
import { type SavedField } from '../../../engine/config/replace-account-config.js';
import type { components } from '../../../openapi.js';

/** A field of the config as the gateway shows it, without its secrets. */
export type StoredField = components['schemas']['AdminConfigField'];

/** A header of `not_headers`. Without a value it is kept as it is stored, and nobody here knows it. */
export interface DraftHeader {
  id: number;
  name: string;
  value: string | undefined;
}

/** A value as it is being written. `kept` is a secret that stays as it is stored. */
export type DraftValue =
  { kind: 'text'; text: string } | { kind: 'kept' } | { kind: 'headers'; headers: readonly DraftHeader[] };

/** A row of the table. Its id stays the same while rows come and go. */
export interface DraftRow {
  id: number;
  key: string;
  value: DraftValue;
}

/** The rows of a stored config, with ids from `firstId` on, and the next id that is free. */
export function rowsOf(fields: readonly StoredField[], firstId: number): { rows: DraftRow[]; nextId: number } {
  let nextId = firstId;
  const rows = fields.map((field): DraftRow => {
    const id = nextId++;
    if (field.headers) {
      const headers = field.headers.map(({ name, set }) => ({ id: nextId++, name, value: set ? undefined : '' }));
      return { id, key: field.key, value: { kind: 'headers', headers } };
    }
    const kept = field.secret && field.set;
    return { id, key: field.key, value: kept ? { kind: 'kept' } : { kind: 'text', text: field.value ?? '' } };
  });
  return { rows, nextId };
}

/** Whether two values are the same. Two kept values count as the same. */
export function sameValue(one: DraftValue | undefined, other: DraftValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'text') return other.kind === 'text' && one.text === other.text;
  if (one.kind === 'kept') return other.kind === 'kept';
  return (
    other.kind === 'headers' &&
    one.headers.length === other.headers.length &&
    one.headers.every(({ name, value }, at) => name === other.headers[at]!.name && value === other.headers[at]!.value)
  );
}

/** The fields to save, in the order of the rows. */
export function savedFields(rows: readonly DraftRow[]): SavedField[] {
  return rows.map(({ key, value }) => {
    if (value.kind === 'kept') return { key, keep: true };
    if (value.kind === 'text') return { key, value: value.text };
    const headers = value.headers.map(({ name, value }) =>
      value === undefined ? { name, keep: true as const } : { name, value },
    );
    return { key, headers };
  });
}

/** What separates the parts of `not_headers` in these rows. */
export function separatorIn(rows: readonly DraftRow[]): string {
  return separatorOf(rows.map(({ key, value }): ConfigPair => [key, value.kind === 'text' ? value.text : '']));
}

/** A value as the raw text shows it, with the mask in the place of each secret, stored or typed. */
export function shownValue({ key, value }: Pick<DraftRow, 'key' | 'value'>, separator: string): string {
  if (value.kind === 'kept') return MASK;
  if (value.kind === 'text') return SECRET_KEYS.has(key) && value.text !== '' ? MASK : value.text;
  const { headers } = value;
  const cannotBeRead = headers.some(({ name }) => name.includes(separator) || hasPipe(name));
  // A separator that is in the mask would cut it into pieces.
  if (headers.length > 0 && (cannotBeRead || MASK.includes(separator))) return MASK;
  return headers.flatMap(({ name, value }) => [name, value === '' ? '' : MASK]).join(separator);
}
