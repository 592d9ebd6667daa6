import { type ApplicationField } from '../application/application-fields.js';
import { type Fault } from '../fault.js';
import { isJsonObject } from '../json-object.js';
import { jsonPointer } from '../json-pointer.js';
import { explainFieldFault, fieldFault } from './field-fault.js';
import { type FieldType } from './field-type.js';

/** What a request gives: fields as parameters of their own name, and the list `fields`. */
interface Given {
  fields?: unknown;
  plain?: Readonly<Record<string, unknown>>;
}

/** The faults of fields whose value does not fit their type in the position, each at its place in the request. */
export function typedFieldFaults(
  fields: readonly ApplicationField[],
  customFields: readonly { aname: string; type?: FieldType }[],
  given: Given,
): Fault[] {
  const types = new Map(customFields.map(({ aname, type }) => [aname, type]));
  return fields.flatMap(({ name, value }): Fault[] => {
    const fault = fieldFault(types.get(name), value);
    return fault ? [{ pointer: pointerOf(name, given), detail: `${name} ${explainFieldFault(fault)}` }] : [];
  });
}

function pointerOf(name: string, { fields, plain = {} }: Given): string {
  if (Object.hasOwn(plain, name)) return jsonPointer(name);
  const list = Array.isArray(fields) ? (fields as unknown[]) : [];
  return jsonPointer(
    'fields',
    list.findIndex((entry) => isJsonObject(entry) && entry.n === name),
    'v',
  );
}
