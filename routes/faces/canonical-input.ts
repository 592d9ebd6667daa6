import { parseEntityId } from '../../engine/entity-id.js';
import { ID_PARAMETERS } from '../documented.js';

/**
 * A checked input as operations take it: a parameter that is null is absent, an id is its decimal string whether it was
 * sent as a string or as a number. Of few parameters only: it makes a copy.
 */
export function canonicalInput(parameters: Record<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters)) {
    // `__proto__` could only be a stranger here: no operation knows a parameter of that name.
    if (value === null || value === undefined || name === '__proto__') continue;
    input[name] = value;
  }
  return canonicalizeIds(input);
}

/**
 * Makes each id its decimal string, in place: on the command face any number of unknown parameters may stand beside.
 */
export function canonicalizeIds(parameters: Record<string, unknown>): Record<string, unknown> {
  for (const name of ID_PARAMETERS) {
    if (parameters[name] !== undefined) parameters[name] = parseEntityId(parameters[name]);
  }
  return parameters;
}
