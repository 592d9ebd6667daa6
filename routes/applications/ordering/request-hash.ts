import { createHash } from 'node:crypto';
import { type Input } from '../../documented.js';

// The account is part of the key's scope; the others say how the request came, not what it orders.
const NO_PART = new Set(['command', 'partner_api', 'account_id', 'idempotency_key']);

/**
 * What two orders under one idempotency key are compared by: what was sent, and nothing of what the position makes of
 * it, so that an order stays equal to itself whatever is imported meanwhile. The face it came through, the order of its
 * parameters, and whether fields are plain parameters or a list make no difference. A parameter that is null is not
 * there.
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

// A field's number means the same as its text.
const asText = ([name, value]: [unknown, unknown]): [unknown, unknown] => [
  name,
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
];
