import { checkName } from '../../../engine/check-name.js';

/** What is wrong with the name of a user; undefined when it is valid. */
export function checkUserName(name: string): string | undefined {
  if (name.includes(':')) return 'must not hold a colon: HTTP Basic ends the name there (RFC 7617)';
  // Trailing spaces do not count in some collations.
  if (name.trim() !== name) return 'must not begin or end with a space';
  return checkName(name);
}
