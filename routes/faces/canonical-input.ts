import { parseEntityId } from '../../engine/entity-id.js';
import { ID_PARAMETERS } from '../documented.js';

/**
 * Turns a checked input into the form that operations take: a parameter that is null is absent, and an id is a decimal
 * string, whether a string or a number was sent. It makes a copy, so it is only for few parameters.
 */
export function canonicalInput(parameters: Record<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters)) {
    // No operation has a parameter of the name `__proto__`, and to assign it here would set the prototype.
    if (value === null || value === undefined || name === '__proto__') continue;
    input[name] = value;
  }
  return canonicalizeIds(input);
}

/**
 * Turns each id into its decimal string. It works in place, because the command face accepts any number of unknown
 * parameters.
 */
export function canonicalizeIds(parameters: Record<string, unknown>): Record<string, unknown> {
  for (const name of ID_PARAMETERS) {
    if (parameters[name] !== undefined) parameters[name] = parseEntityId(parameters[name]);
  }
  return parameters;
}
