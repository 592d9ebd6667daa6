import { type StoredAccount } from '../../db/accounts/accounts.js';

/** The config of an account, or '' if it does not open: where many accounts are read, one must not hide the others. */
export function configOrNone(account: StoredAccount): string {
  try {
    return account.config;
  } catch {
    return '';
  }
}
