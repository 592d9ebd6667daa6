import { SECRET_KEYS } from '../../../engine/config/account-config.js';

/** Whether the value of a key is never shown. */
export function isSecret(key: string): boolean {
  return SECRET_KEYS.has(key);
}
