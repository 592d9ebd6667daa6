import { type Knex } from 'knex';
import { recordAudit } from '../db/accounts/audit.js';
import { type Context } from './operation.js';

const MAX_OBJECT_LENGTH = 255;

/**
 * Writes into the audit log what the caller did or was refused. For a change `db` is the transaction of the change, so
 * that neither exists without the other.
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
