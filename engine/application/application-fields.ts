import { checkName, hasControlCharacterInText, hasLoneSurrogate } from '../check-name.js';
import { hasPipe, writeConfigString } from '../config/config-string.js';
import { isJsonObject } from '../json-object.js';
import { type Fault } from '../fault.js';
import { jsonPointer } from '../json-pointer.js';
import { trimAddress } from './mail-address.js';

/** One field of an application, as stored. */
export interface ApplicationField {
  name: string;
  value: string;
}

const MAX_FIELDS = 100;
const MAX_VALUE_BYTES = 4096;
const WRONG_TYPE = 'must be a string, a number, a boolean or null';

/**
 * Reads the `fields` of a request, `[{n, v}, ...]` (contract, section 4). Absent or null means no fields. Numbers and
 * booleans become their text. An e-mail address loses the blanks around it. An entry whose `v` is null is left out. All
 * faults are refused together: a name that `checkFieldName` or a value that `checkFieldValue` refuses, another type, a
 * repeated name, more than 100 fields.
 */
export function readRequestFields(list: unknown): { fields: ApplicationField[] } | { faults: Fault[] } {
  if (list === undefined || list === null) return { fields: [] };
  if (!Array.isArray(list)) return { faults: [{ pointer: '/fields', detail: 'must be a list of {n, v}' }] };
  const present = [...list.entries()].filter(([, entry]: [number, unknown]) => !isAbsent(entry));
  // This is refused at once and not together with the others, because a body of 1 MiB could have some hundred thousand
  // faults.
  if (present.length > MAX_FIELDS) {
    return { faults: [{ pointer: '/fields', detail: `must be at most ${MAX_FIELDS} fields` }] };
  }
  const fields: ApplicationField[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of present as [number, unknown][]) {
    const read = readEntry(entry, index, seen);
    if ('faults' in read) faults.push(...read.faults);
    else fields.push(read);
  }
  return faults.length > 0 ? { faults } : { fields };
}

/**
 * Reads a field given as a plain parameter of the request, such as `email`. The rules are those for an entry of
 * `fields`. Absent and null give no field. The pointer of a fault names the parameter.
 */
export function readPlainField(name: string, value: unknown): { field?: ApplicationField } | { faults: Fault[] } {
  if (value === undefined || value === null) return {};
  const text = textOf(value);
  const detail = checkFieldName(name) ?? (text === undefined ? WRONG_TYPE : checkFieldValue(text));
  if (detail !== undefined) return { faults: [{ pointer: jsonPointer(name), detail }] };
  return { field: { name, value: text! } };
}

/** What is wrong with a field's name: 1 to 190 characters, no pipe, no control characters. */
function checkFieldName(name: string): string | undefined {
  return hasPipe(name) ? 'must not hold a pipe' : checkName(name);
}

/**
 * What is wrong with a field's value: at most 4 KiB of UTF-8, no pipe, no control characters except tab and newline.
 */
export function checkFieldValue(value: string): string | undefined {
  if (hasPipe(value)) return 'must not hold a pipe';
  if (Buffer.byteLength(value, 'utf8') > MAX_VALUE_BYTES) return `must be at most ${MAX_VALUE_BYTES} bytes long`;
  if (hasControlCharacterInText(value)) return 'must not hold control characters other than tab and newline';
  return hasLoneSurrogate(value) ? 'must be valid Unicode text' : undefined;
}

/**
 * The fields as JSON in the form that partners get and that is stored: one object for each field, with one key each, in
 * the same order.
 */
export function fieldsText(fields: readonly ApplicationField[]): string {
  // A computed key is always an own key, even `__proto__`. An assignment would set the prototype.
  return JSON.stringify(fields.map(({ name, value }) => ({ [name]: value })));
}

/** The fields of a text that `fieldsText` wrote. */
export function parseFields(text: string): ApplicationField[] {
  const entries = JSON.parse(text) as Record<string, string>[];
  return entries.flatMap((entry) => Object.entries(entry).map(([name, value]) => ({ name, value })));
}

/**
 * The fields as one pipe string. Throws a RangeError when a name is empty or repeated, or when a name or value holds a
 * pipe.
 */
export function fieldsAsPipeString(fields: readonly ApplicationField[]): string {
  return writeConfigString(fields.map(({ name, value }) => [name, value]));
}

function readEntry(entry: unknown, index: number, seen: Set<string>): ApplicationField | { faults: Fault[] } {
  const at = (...path: string[]) => jsonPointer('fields', index, ...path);
  if (!isJsonObject(entry)) return { faults: [{ pointer: at(), detail: 'must be an object {n, v}' }] };
  const { n: name, v } = entry;
  const value = textOf(v);
  const nameDetail = typeof name === 'string' ? checkFieldName(name) : 'must be a string';
  const valueDetail = value === undefined ? WRONG_TYPE : checkFieldValue(value);
  const faults: Fault[] = [];
  if (nameDetail !== undefined) faults.push({ pointer: at('n'), detail: nameDetail });
  else if (seen.has(name as string)) faults.push({ pointer: at('n'), detail: 'must not repeat a name' });
  else seen.add(name as string);
  // The fault names the field, because the sender knows it by its name.
  if (valueDetail !== undefined) {
    faults.push({
      pointer: at('v'),
      detail: nameDetail === undefined ? `${name as string} ${valueDetail}` : valueDetail,
    });
  }
  return faults.length > 0 ? { faults } : { name: name as string, value: value! };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return trimAddress(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function isAbsent(entry: unknown): boolean {
  return isJsonObject(entry) && entry.v === null;
}
