import { refuse, type Refusal } from '../../../engine/refusal.js';

/**
 * Gives the refusal if the position requires fields that nobody gave; `names` are theirs (contract, section 6, error
 * 1716).
 */
export function refusalOfMissingFields(names: string[]): Refusal | undefined {
  if (names.length === 0) return undefined;
  return refuse('missing-fields', `Missing required custom field(s): ${names.join(', ')}.`, {
    errors: names.map((name) => ({ pointer: '/fields', detail: `${name} is required by the position` })),
  });
}
