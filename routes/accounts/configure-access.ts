import { type EntityId } from '../../engine/entity-id.js';
import { refusedOn } from '../access.js';
import { type Context } from '../operation.js';
import { refuse, type Refusal } from '../refusal.js';

/** Why the caller may not see or change the account's config: that is for internal users with account-member write. */
export function refusedConfiguring(accountId: EntityId, context: Context): Refusal | undefined {
  const refusal = refusedOn(accountId, 'configure', context, 'account');
  if (refusal || context.caller.kind === 'internal') return refusal;
  return refuse('not-enough-permissions', 'Not enough permissions: the config is for internal users.');
}
