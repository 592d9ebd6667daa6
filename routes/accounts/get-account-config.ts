import { findAccount } from '../../db/accounts/accounts.js';
import { refuse } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentConfig } from './present-config.js';

/** Gets the config of an account for an operator, with its secrets masked (contract, section 5). */
export async function getAccountConfig(
  _input: Input<'getAccountConfig'>,
  { db, accountId }: On<'account'>,
): Promise<Outcome<'getAccountConfig'>> {
  const account = await findAccount(db, accountId);
  return account ? presentConfig(account) : refuse('unknown-object', 'No such account.');
}
