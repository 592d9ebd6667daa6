import { type Knex } from 'knex';
import { findAccount } from '../db/accounts/accounts.js';
import { findApplication } from '../db/applications/applications.js';
import { type EntityId, isStorableId } from '../engine/entity-id.js';
import { accountsAllowed, hasAnyAccount, isEveryAccount, mayOnAccount, type Need } from '../engine/permissions.js';
import { refuse, type Refusal } from '../engine/refusal.js';
import { type Named } from './documented.js';
import { type Context, type Subjects } from './operation.js';
import { findQuestionnaire } from './find-questionnaire.js';

/** The permission that an operation needs, and the kind of object that it is about. */
export interface Access {
  /** `nothing` needs no permission, because the operation is about the caller alone. */
  needs: Need | 'nothing';
  on: keyof Subjects;
  /** Names an operation that is only for internal users, in the words of its refusal. */
  internalOnly?: string;
}

/** The object that a request is about, or the refusal. `applicationId` is for the audit log. */
export interface Reached {
  found: Subjects[keyof Subjects] | Refusal;
  applicationId?: EntityId | undefined;
}

type Asking = Pick<Context, 'caller' | 'partnerRequest'> & { db: Knex };

const NEEDS: Record<Need, string> = {
  read: 'reading needs account-member read and, for a partner request, partner-std read',
  add: 'creating needs account-member read and partner-std add, and for a partner request partner-std read',
  configure: 'configuring needs account-member read and write',
  erase: 'erasing needs account-member read and partner-std delete, and for a partner request partner-std read',
  write: 'changing needs account-member read and partner-std write, and for a partner request partner-std read',
};

/** Finds the object that a request is about and checks whether the caller may do this with it (contract, section 3). */
export async function reach(access: Access, named: Named, context: Asking): Promise<Reached> {
  const { needs, on } = access;
  if (needs === 'nothing') return { found: {} };
  const { caller, partnerRequest } = context;
  if (partnerRequest && !hasAnyAccount(caller.permissions)) {
    return { found: refuse('no-partner-account', 'The user has no partner account.') };
  }
  const asked = { ...access, needs };
  if (on === 'application') return reachApplication(asked, named, context);
  if (on === 'questionnaire') return reachQuestionnaire(asked, named, context);
  const isKnown = !isEveryAccount(caller.permissions) || (await exists(context.db, named.account_id));
  return { found: isKnown ? reachAccounts(asked, named, context) : refuse('unknown-object', 'No such account.') };
}

// Permission rows show that their account exists. For somebody who has none it must be looked up.
async function exists(db: Knex, accountId: EntityId | undefined): Promise<boolean> {
  return accountId === undefined || (isStorableId(accountId) && (await findAccount(db, accountId)) !== undefined);
}

type Asked = Access & { needs: Need };

function reachAccounts(
  access: Asked,
  { account_id: accountId }: Named,
  context: Asking,
): Subjects[keyof Subjects] | Refusal {
  const refusal = accountId === undefined ? undefined : refusedOn(accountId, access, context, 'account');
  if (refusal) return refusal;
  const { needs: need, on } = access;
  const { caller, partnerRequest } = context;
  const accountIds =
    accountId === undefined ? accountsAllowed(caller.permissions, { need, partnerRequest }) : [accountId];
  if (accountIds.length === 0) return notEnough(NEEDS[need]);
  if (on === 'accounts') return { accountIds };
  if (accountIds.length === 1) return { accountId: accountIds[0]! };
  return refuse('missing-parameter', 'account_id is required: the user has several accounts.');
}

async function reachApplication(access: Asked, named: Named, context: Asking): Promise<Reached> {
  const { application_id: applicationId = '', account_id: accountId } = named;
  const stored = isStorableId(applicationId) ? await findApplication(context.db, applicationId) : undefined;
  // A named account is a filter: an application of another account is then unknown.
  const application = accountId === undefined || stored?.accountId === accountId ? stored : undefined;
  const refusal = refusedOn(application?.accountId, access, context, 'application');
  return { found: refusal ?? { application: application! }, applicationId };
}

async function reachQuestionnaire(access: Asked, { app_link: link = '' }: Named, context: Asking): Promise<Reached> {
  const questionnaire = await findQuestionnaire(context.db, link);
  const refusal = refusedOn(questionnaire?.application.accountId, access, context, 'application');
  return {
    found: refusal ?? { questionnaire: questionnaire! },
    applicationId: questionnaire?.application.applicationId,
  };
}

/**
 * Gives the refusal if the caller may not do this on that account. An account on which the caller has no permission at
 * all is unknown to the caller, and so are all its objects. `what` names the object, so that the words are the same as
 * for an object that does not exist.
 */
function refusedOn(
  accountId: EntityId | undefined,
  { needs: need, internalOnly }: Asked,
  { caller, partnerRequest }: Asking,
  what: 'account' | 'application',
): Refusal | undefined {
  const may =
    accountId === undefined ? 'unknown' : mayOnAccount(caller.permissions, accountId, { need, partnerRequest });
  if (may === 'unknown') return refuse('unknown-object', `No such ${what}.`);
  if (may === 'no') return notEnough(NEEDS[need]);
  return internalOnly !== undefined && caller.kind !== 'internal'
    ? notEnough(`${internalOnly} is for internal users`)
    : undefined;
}

const notEnough = (why: string): Refusal => refuse('not-enough-permissions', `Not enough permissions: ${why}.`);
