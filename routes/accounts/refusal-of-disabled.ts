import { type StoredAccount } from '../../db/accounts/accounts.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/**
 * Refuses new business of a disabled account: orders, extensions and invitations (decision 0027). What is under way
 * goes on.
 */
export function refusalOfDisabled({ disabledAt }: Pick<StoredAccount, 'disabledAt'>): Refusal | undefined {
  if (disabledAt === undefined) return undefined;
  return refuse('account-disabled', 'The account is disabled: it takes no orders, extensions or invitations.');
}
