import { type ApplicationField } from './application-fields.js';

// The maximum length of an address and of the value that is looked up in an index.
const MAX_LENGTH = 254;

/**
 * The address that identifies a candidate: the field `email`, or otherwise the address of the invitation, in lower case
 * (contract, section 6, fail_on_dup). Undefined without either.
 */
export function candidateEmail(fields: readonly ApplicationField[], appEmail: string | undefined): string | undefined {
  const email = fields.find((field) => field.name === 'email')?.value.trim() || appEmail?.trim();
  return email ? email.toLowerCase().slice(0, MAX_LENGTH) : undefined;
}
