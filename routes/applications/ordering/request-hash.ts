import { createHash } from 'node:crypto';
import { type Input } from '../../documented.js';

// The account belongs to the key's scope. The others say how the request came and not what it orders.
const NO_PART = new Set(['command', 'partner_api', 'account_id', 'idempotency_key']);

/**
 * Gives the hash by which two orders with one idempotency key are compared. It depends only on what was sent and not on
 * the position, so that a repeated order stays equal after an import of the position. The face, the order of the
 * parameters, and the choice between plain parameters and a list make no difference. A parameter that is null counts as
 * absent.
 */
export function requestHash(input: Input<'createApplication'>): string {
  const { position_id, language_id, app_email, app_phone, app_url, is_test, fail_on_dup, fields, ...others } = input;
  const flags = [is_test ?? false, fail_on_dup ?? false];
  const plain = Object.entries(others)
    .filter(([name, value]) => !NO_PART.has(name) && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const sent = [
    [position_id, language_id, app_email, app_phone, app_url],
    flags,
    [...plain, ...listed(fields)].map(asText),
  ];
  return createHash('sha256').update(JSON.stringify(sent)).digest('hex');
}

function listed(fields: unknown): [unknown, unknown][] {
  const list = Array.isArray(fields) ? (fields as { n?: unknown; v?: unknown }[]) : [];
  return list.flatMap(({ n, v }) => (v === null ? [] : [[n, v]]));
}

// A number or boolean as the value of a field means the same as its text.
const asText = ([name, value]: [unknown, unknown]): [unknown, unknown] => [
  name,
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
];
