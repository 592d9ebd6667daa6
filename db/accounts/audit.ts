import { type Knex } from 'knex';
import { deleteOldest } from '../connection/delete-oldest.js';
import { oldestOf } from '../connection/inspection/oldest-of.js';
import { writeStatement } from '../connection/transaction.js';

export interface AuditEntry {
  at: number;
  userName: string;
  /** Undefined for an action on the command line. */
  credentialId: string | undefined;
  operation: string;
  /** The object of the action, such as `application 42`. */
  object: string;
  /** `ok`, or the reason why the action failed. */
  outcome: string;
  address: string;
  requestId: string;
}

/** Adds an entry to the audit log; no function changes one, and only `forgetAudit` removes some. */
export async function recordAudit(db: Knex, entry: AuditEntry): Promise<void> {
  const row = {
    at_ms: entry.at,
    user_name: entry.userName,
    credential_id: entry.credentialId ?? null,
    operation: entry.operation,
    object: entry.object,
    outcome: entry.outcome,
    address: entry.address,
    request_id: entry.requestId,
  };
  await writeStatement(db, (to) => to('audit_log').insert(row));
}

/** When the oldest entry was made, ms. */
export function oldestAudit(db: Knex): Promise<number | undefined> {
  return oldestOf(db, 'audit_log', 'at_ms');
}

/** Deletes entries from before that instant, a batch of them, the oldest. Answers how many. */
export async function forgetAudit(db: Knex, before: number): Promise<number> {
  return deleteOldest(db, 'audit_log', 'at_ms', before);
}
