import { type ApplicationField } from './application-fields.js';
import { normalAddress, trimAddress } from './mail-address.js';

// The maximum length of an address and of the value that is looked up in an index.
const MAX_LENGTH = 254;

/**
 * The address that identifies a candidate: the field `email`, or otherwise the address of the invitation, in lower case
 * and with its domain in ASCII (contract, section 6, fail_on_dup). Undefined without either.
 */
export function candidateEmail(fields: readonly ApplicationField[], appEmail: string | undefined): string | undefined {
  const email = trimmed(fields.find((field) => field.name === 'email')?.value) || trimmed(appEmail);
  if (!email) return undefined;
  return normalAddress(email).slice(0, MAX_LENGTH);
}

function trimmed(text = ''): string {
  return trimAddress(text).trim();
}
