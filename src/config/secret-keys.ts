import { createSecretKey, type KeyObject } from 'node:crypto';
import { type SecretKeys } from '../../engine/secrets/secret-box.js';

const KEY_BYTES = 32;
const NONE: SecretKeys = { keys: [], seals: false };

/**
 * Reads the keys of SECRETS_KEY, comma-separated, each as 64 hex digits or 43 characters of base64url. With the word
 * `clear` in the first place values are written in clear. Undefined for any other text and for a key given twice. As
 * key objects they don't show in logs.
 */
export function readSecretKeys(text: string | undefined): SecretKeys | undefined {
  if (text === undefined) return NONE;
  const parts = text.split(',').map((part) => part.trim());
  const seals = parts[0] !== 'clear';
  const keys = (seals ? parts : parts.slice(1)).map(readKey);
  if (!keys.every((key) => key !== undefined) || keys.length === 0) return undefined;
  const twice = keys.some((key, index) => keys.slice(0, index).some((other) => other.equals(key)));
  return twice ? undefined : { keys, seals };
}

function readKey(text: string): KeyObject | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return createSecretKey(text, 'hex');
  const bytes = Buffer.from(text, 'base64url');
  // Node's decoder skips what is not base64url. So what it read is encoded again and must be equal to the text.
  const isKey = bytes.length === KEY_BYTES && bytes.toString('base64url') === text;
  return isKey ? createSecretKey(bytes) : undefined;
}
