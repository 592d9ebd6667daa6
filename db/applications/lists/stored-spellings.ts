import { domainToUnicode } from 'node:url';

/**
 * The forms in which a candidate's address may be stored. Earlier versions stored a domain as it was given. Now it is
 * stored in ASCII.
 */
export function storedSpellings(email: string): string[] {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const wide = /(^|\.)xn--/.test(domain) && domainToUnicode(domain);
  return wide ? [email, email.slice(0, -domain.length) + wide] : [email];
}
