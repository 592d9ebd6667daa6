import { findApplication, type StoredApplication } from '../../db/applications/applications.js';
import { type EntityId, isStorableId } from '../../engine/entity-id.js';
import { type Need } from '../../engine/permissions.js';
import { refusedOn, refusedWithoutAccount } from '../access.js';
import { type Context } from '../operation.js';
import { type Refusal } from '../refusal.js';

export interface ApplicationInput {
  application_id: EntityId;
  /** Narrows: an application of another account is then unknown. */
  account_id?: EntityId;
}

/** The application named, if it is one of the caller's and the caller may do this with it. */
export async function findOwnApplication(
  { application_id: applicationId, account_id: accountId }: ApplicationInput,
  need: Need,
  context: Context,
): Promise<StoredApplication | Refusal> {
  const without = refusedWithoutAccount(context);
  if (without) return without;
  const found = isStorableId(applicationId) ? await findApplication(context.db, applicationId) : undefined;
  const own = accountId === undefined || found?.accountId === accountId ? found : undefined;
  const refusal = refusedOn(own?.accountId, need, context, 'application');
  return refusal ?? own!;
}

/** The application of the input as the audit log names it. */
export function applicationObject<Input extends ApplicationInput>({ application_id: applicationId }: Input): string {
  return `application ${applicationId}`;
}
