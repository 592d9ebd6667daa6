import { type EntityId } from '../../engine/entity-id.js';
import { type Need } from '../../engine/permissions.js';
import { Refusal } from '../../engine/refusal.js';
import { type Access, reach } from '../access.js';
import { audit } from '../audit.js';
import { type AdminOperationId, type Named, type OperationId } from '../documented.js';
import { type Context, type Operation, type Subjects } from '../operation.js';

/** What a face knows about a request before its object is found. */
export type CallContext = Omit<Context, 'audited'>;

/** The part of it that does not depend on the face. */
export type RequestContext = Omit<CallContext, 'partnerRequest' | 'noteReplay'>;

/**
 * An operation with the permission that it needs. A row without `needs` does not compile, and neither does one that is
 * about more than the caller and needs nothing.
 */
export interface Row<Given, Answered, Subject extends keyof Subjects> extends Access {
  needs: Subject extends 'user' ? 'nothing' : Need;
  on: Subject;
  run: Operation<Given, Subject, Answered>;
  /**
   * Names the object for the audit log. Only an operation that changes something has this. The name is used when the
   * operation is refused, or when it has no better name. The application is passed if it is known: a link must not be
   * in the log, because it would open the questionnaire to whoever reads it.
   */
  auditedAs?(input: Given & Named, applicationId?: EntityId): string;
}

/** A row for any kind of object. */
export type AnyRow<Given, Answered> = { [Subject in keyof Subjects]: Row<Given, Answered, Subject> }[keyof Subjects];

/**
 * Runs the operation of a row: finds its object, checks the permission and runs it. The refusal of an operation that
 * changes something is written into the audit log here. A success is written in the transaction of the operation.
 * `refusal` is one that was found before, and nothing runs then.
 */
export async function perform<Given extends object, Answered extends object>(
  operationId: OperationId | AdminOperationId,
  row: AnyRow<Given, Answered>,
  input: Given & Named,
  context: CallContext,
  refusal?: Refusal,
): Promise<Answered | Refusal> {
  const { found, applicationId } = refusal ? { found: refusal } : await reach(row, input, context);
  const object = row.auditedAs?.(input, applicationId) ?? '';
  const full: Context = {
    ...context,
    audited: { operation: operationId, object },
    ...(found instanceof Refusal ? undefined : found),
  };
  // The type of a row makes the result of `reach` fit the argument of `run`. The compiler cannot follow that across the
  // union of rows.
  const run = row.run as Operation<Given, 'user', Answered>;
  const answer = found instanceof Refusal ? found : await run(input, full);
  if (answer instanceof Refusal && answer.more.quota !== undefined) context.noteRefusedBy(answer.more.quota);
  if (answer instanceof Refusal && row.auditedAs) await audit(context.db, full, { outcome: answer.reason });
  return answer;
}
