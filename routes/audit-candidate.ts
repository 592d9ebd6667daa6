import { type Knex } from 'knex';
import { recordAudit } from '../db/accounts/audit.js';
import { type OperationId } from './documented.js';

/** When and from where a candidate does something. */
export interface CandidateAct {
  now: number;
  address: string;
  requestId: string;
}

/**
 * Writes into the audit log what a candidate did to the own application, in the transaction of the change. It bears the
 * name of the operation that does the same. Only a candidate can stop reminders.
 */
export async function auditCandidate(
  trx: Knex.Transaction,
  operation: OperationId | 'stopReminders',
  applicationId: string,
  { now, address, requestId }: CandidateAct,
): Promise<void> {
  await recordAudit(trx, {
    at: now,
    userName: 'candidate',
    credentialId: undefined,
    operation,
    object: `application ${applicationId}`,
    outcome: 'ok',
    address,
    requestId,
  });
}
