import { createHash } from 'node:crypto';

const PREFIX = 'whsec_';
const GENERATED_BYTES = 32;
const MIN_BYTES = 24;
const MAX_BYTES = 64;

/** Makes a new signing secret in the form of Standard Webhooks: `whsec_` and base64. */
export function newSigningSecret(randomBytes: (size: number) => Buffer): string {
  return PREFIX + randomBytes(GENERATED_BYTES).toString('base64');
}

/**
 * Says why a text is refused as a signing secret (Standard Webhooks: 24 to 64 bytes). The refusal never repeats the
 * text.
 */
export function checkSigningSecret(text: string): string | undefined {
  const encoded = text.slice(PREFIX.length);
  const bytes = Buffer.from(encoded, 'base64');
  // Node's decoder skips what is not base64. So what it read is encoded again and must be equal to the text.
  if (!text.startsWith(PREFIX) || bytes.toString('base64') !== encoded) {
    return `A signing secret is ${PREFIX} and base64 with its padding; --generate makes one.`;
  }
  if (bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES) return undefined;
  return `A signing secret has from ${MIN_BYTES} to ${MAX_BYTES} bytes, this one has ${bytes.length}.`;
}

/** Names a secret where it must not be shown, by the beginning of its SHA-256. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex').slice(0, 12);
}
