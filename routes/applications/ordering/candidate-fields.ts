import {
  type ApplicationField,
  readPlainField,
  readRequestFields,
} from '../../../engine/application/application-fields.js';
import { type Fault } from '../../../engine/fault.js';

const KNOWN_FIELDS = ['app_full_name', 'email'];

/**
 * Reads the candidate fields of an order: `fields: [{n, v}]`, plain parameters, or both (contract, section 6,
 * application_create). The plain parameters come first, the known fields before those named in `plainNames`; then
 * comes the list. A name in both is a fault, and so is everything that the two readers refuse.
 */
export function candidateFields(
  input: Readonly<Record<string, unknown>>,
  plainNames: readonly string[],
): { fields: ApplicationField[] } | { faults: Fault[] } {
  const listed = readRequestFields(input.fields);
  const faults = 'faults' in listed ? [...listed.faults] : [];
  const fields: ApplicationField[] = [];
  for (const name of new Set([...KNOWN_FIELDS, ...plainNames])) {
    const plain = Object.hasOwn(input, name) ? readPlainField(name, input[name]) : {};
    if ('faults' in plain) faults.push(...plain.faults);
    else if (plain.field) fields.push(plain.field);
  }
  if ('fields' in listed) {
    const given = new Set(fields.map((field) => field.name));
    const repeated = listed.fields.filter((field) => given.has(field.name));
    faults.push(
      ...repeated.map(({ name }) => ({ pointer: '/fields', detail: `must not repeat the parameter ${name}` })),
    );
    fields.push(...listed.fields);
  }
  return faults.length > 0 ? { faults } : { fields };
}
