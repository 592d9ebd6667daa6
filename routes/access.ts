import { type EntityId } from '../engine/entity-id.js';
import { accountsAllowed, hasAnyAccount, mayOnAccount, type Need } from '../engine/permissions.js';
import { type Context } from './operation.js';
import { refuse, type Refusal } from './refusal.js';

const NEEDS: Record<Need, string> = {
  read: 'reading needs account-member read and, for a partner request, partner-std read',
  add: 'creating needs account-member read and partner-std add, and for a partner request partner-std read',
  configure: 'configuring needs account-member read and write',
  write: 'changing needs account-member read and partner-std write, and for a partner request partner-std read',
};

/** The accounts an operation acts on: the one named, else all on which the caller may do it (contract section 3). */
export function accountsFor(need: Need, accountId: EntityId | undefined, context: Context): EntityId[] | Refusal {
  const { caller, partnerRequest } = context;
  const without = refusedWithoutAccount(context);
  if (without) return without;
  if (accountId !== undefined) {
    const refusal = refusedOn(accountId, need, context, 'account');
    return refusal ?? [accountId];
  }
  const allowed = accountsAllowed(caller.permissions, { need, partnerRequest });
  return allowed.length > 0 ? allowed : refuse('not-enough-permissions', `Not enough permissions: ${NEEDS[need]}.`);
}

/** The refusal of a partner request whose user has no account at all, whatever it asks for. */
export function refusedWithoutAccount({ caller, partnerRequest }: Context): Refusal | undefined {
  if (!partnerRequest || hasAnyAccount(caller.permissions)) return undefined;
  return refuse('no-partner-account', 'The user has no partner account.');
}

/**
 * Why the caller may not do this on that account, if so. An account on which the caller has no permission at all is
 * unknown to the caller, and so is each of its objects: `what` names the object in the same words as a true unknown.
 */
export function refusedOn(
  accountId: EntityId | undefined,
  need: Need,
  { caller, partnerRequest }: Context,
  what: 'account' | 'application',
): Refusal | undefined {
  const may =
    accountId === undefined ? 'unknown' : mayOnAccount(caller.permissions, accountId, { need, partnerRequest });
  if (may === 'yes') return undefined;
  if (may === 'unknown') return refuse('unknown-object', `No such ${what}.`);
  return refuse('not-enough-permissions', `Not enough permissions: ${NEEDS[need]}.`);
}
