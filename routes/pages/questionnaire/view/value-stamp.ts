import { createHash } from 'node:crypto';
import { isJsonObject } from '../../../../engine/json-object.js';

/** The stamps of values, by the names of controls. A name that is not there has no value. */
export type Stamps = Readonly<Record<string, string>>;

const CHARACTERS = 12;

/**
 * Gives a short mark of a value. A page carries the marks of the values that it was made with, so that the server knows
 * which values were changed on it, and whether another page has changed them meanwhile. No value has the mark ''.
 */
export function valueStamp(value: string | undefined): string {
  if (value === undefined || value === '') return '';
  return createHash('sha256').update(value).digest('base64url').slice(0, CHARACTERS);
}

/** Gives the marks of these controls, without those that have no value. */
export function stampsOf(values: ReadonlyMap<string, string>, names: readonly string[]): Stamps {
  const stamps = names.map((name) => [name, valueStamp(values.get(name))] as const);
  return Object.fromEntries(stamps.filter(([, stamp]) => stamp !== ''));
}

/** Reads the marks that a page sends back. Undefined for a page without them, and for a text that is none of ours. */
export function readStamps(text: string | undefined): Stamps | undefined {
  if (text === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    if (!isJsonObject(read)) return undefined;
    const stamps = Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(stamps);
  } catch {
    return undefined;
  }
}
