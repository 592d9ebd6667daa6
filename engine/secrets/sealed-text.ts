/**
 * How a sealed text begins: `enc:1:<key id>:<nonce, ciphertext and tag in base64url>`. The number is the version of
 * this form.
 */
export const SEALED = 'enc:1:';
const ANY_VERSION = 'enc:';

/**
 * Whether a stored text is sealed, in this form or that of a newer version. No text in clear looks so: a config string
 * of one part without a pipe is not valid, and the others are JSON.
 */
export function isSealed(stored: string): boolean {
  return stored.startsWith(ANY_VERSION) && !stored.includes('|');
}

/** The id of the key that a text was sealed with. Undefined if it has another form. */
export function keyIdOf(stored: string): string | undefined {
  return isSealed(stored) ? /^enc:1:([0-9a-f]{12}):[\w-]+$/.exec(stored)?.[1] : undefined;
}

/** SQL LIKE patterns for sealed texts: of any form, what none of them matches, and of one key. */
export const SEALED_PATTERNS = {
  any: `${ANY_VERSION}%`,
  never: '%|%',
  of: (keyId: string): string => `${SEALED}${keyId}:%`,
} as const;
