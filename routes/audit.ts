import { type Knex } from 'knex';
import { recordAudit } from '../db/accounts/audit.js';
import { type Context } from './operation.js';

const MAX_OBJECT_LENGTH = 255;

/**
 * Notes in the audit log what the caller did, or was refused. Give the transaction that does it, so that there is never
 * the one without the other.
 */
export async function audit(
  db: Knex,
  { caller, now, address, requestId, audited }: Context,
  { object = audited.object, outcome = 'ok' }: { object?: string; outcome?: string } = {},
): Promise<void> {
  const { userName, credentialId } = caller;
  await recordAudit(db, {
    at: now,
    userName,
    credentialId,
    operation: audited.operation,
    object: object.slice(0, MAX_OBJECT_LENGTH),
    outcome,
    address,
    requestId,
  });
}
