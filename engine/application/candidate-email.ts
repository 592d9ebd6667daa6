import { type ApplicationField } from './application-fields.js';

// As long as an address can be, and as what is looked for in an index.
const MAX_LENGTH = 254;

/**
 * The address by which two applications are of the same candidate: the field `email`, else where the invitation goes,
 * in small letters (contract, section 6, fail_on_dup); undefined without either.
 */
export function candidateEmail(fields: readonly ApplicationField[], appEmail: string | undefined): string | undefined {
  const email = fields.find((field) => field.name === 'email')?.value.trim() || appEmail?.trim();
  return email ? email.toLowerCase().slice(0, MAX_LENGTH) : undefined;
}
