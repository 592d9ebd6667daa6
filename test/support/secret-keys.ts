import { randomBytes } from 'node:crypto';
import { secretBox } from '../../engine/secrets/secret-box.js';
import { readSecretKeys } from '../../src/config/secret-keys.js';

/** Keys for tests, as SECRETS_KEY has them. */
export const KEY_A = 'a1'.repeat(32);
export const KEY_B = Buffer.alloc(32, 0xb2).toString('base64url');

/** The box of a process that was started with this SECRETS_KEY. */
export const boxOf = (text: string) => secretBox(readSecretKeys(text)!, randomBytes);
