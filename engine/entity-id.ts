/** An unsigned 64-bit id as its canonical decimal text. Never a JS number: numbers lose digits from 2^53 on. */
export type EntityId = string;

const CANONICAL = /^(?:0|[1-9][0-9]{0,19})$/;
const MAX_ID = '18446744073709551615';
const MAX_STORABLE_ID = '9223372036854775807';

/**
 * Reads an id from a parsed JSON value, a path segment or a query value: canonical decimal text, or a safe integer from
 * 0. A leading zero, sign, fraction, exponent, space, a number beyond 2^64-1 and any other type give undefined
 * (contract, section 1).
 */
export function parseEntityId(value: unknown): EntityId | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0) ? String(value) : undefined;
  }
  if (typeof value !== 'string' || !CANONICAL.test(value)) return undefined;
  return compareEntityIds(value, MAX_ID) <= 0 ? value : undefined;
}

/**
 * Whether a database can store the id: up to 2^63-1, the maximum of a signed 64-bit column. A larger id is well-formed
 * but nothing has it, so it is answered as unknown without asking the database.
 */
export function isStorableId(id: EntityId): boolean {
  return compareEntityIds(id, MAX_STORABLE_ID) <= 0;
}

/** Numeric order of two canonical ids, as a sort callback: negative, 0 or positive. */
export function compareEntityIds(a: EntityId, b: EntityId): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
