import { findAccount } from '../../db/accounts/accounts.js';
import { type EntityId } from '../../engine/entity-id.js';
import { refusedConfiguring } from './configure-access.js';
import { type Operation } from '../operation.js';
import { type AccountConfigView, presentConfig } from './present-config.js';
import { refuse } from '../refusal.js';

/** The config of an account as an operator sees it, secrets masked (contract section 5). */
export const getAccountConfig: Operation<{ account_id: EntityId }, AccountConfigView> = async (input, context) => {
  const refusal = refusedConfiguring(input.account_id, context);
  if (refusal) return refusal;
  const account = await findAccount(context.db, input.account_id);
  return account ? presentConfig(account) : refuse('unknown-object', 'No such account.');
};
