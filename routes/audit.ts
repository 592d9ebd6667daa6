import { type Knex } from 'knex';
import { recordAudit } from '../db/accounts/audit.js';
import { type Context, type Operation } from './operation.js';
import { Refusal } from './refusal.js';

export interface AuditedDeed {
  operation: string;
  object: string;
  outcome?: string;
}

/**
 * Notes in the audit log what the caller did, or was refused. Give the transaction that does it, so that there is never
 * the one without the other.
 */
export async function audit(
  db: Knex,
  { caller, now, address, requestId }: Context,
  { operation, object, outcome = 'ok' }: AuditedDeed,
): Promise<void> {
  const { userName, credentialId } = caller;
  await recordAudit(db, { at: now, userName, credentialId, operation, object, outcome, address, requestId });
}

/** The same operation, with each refusal in the audit log. What succeeds is noted inside its own transaction. */
export function auditRefusals<Input, Answer>(
  operation: string,
  objectOf: (input: Input) => string,
  run: Operation<Input, Answer>,
): Operation<Input, Answer> {
  return async (input, context) => {
    const answer = await run(input, context);
    if (answer instanceof Refusal) {
      await audit(context.db, context, { operation, object: objectOf(input), outcome: answer.reason });
    }
    return answer;
  };
}
