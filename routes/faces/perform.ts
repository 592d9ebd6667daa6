import { type EntityId } from '../../engine/entity-id.js';
import { Refusal } from '../../engine/refusal.js';
import { type Access, reach } from '../access.js';
import { audit } from '../audit.js';
import { type Named, type OperationId } from '../documented.js';
import { type Context, type Operation, type Subjects } from '../operation.js';

/** What a face knows of a request before it is clear what it is about. */
export type CallContext = Omit<Context, 'audited'>;

/** An operation with what it needs of its caller: without that no row can be written. */
export interface Row<Given, Answered, Subject extends keyof Subjects> extends Access {
  on: Subject;
  run: Operation<Given, Subject, Answered>;
  /**
   * For what changes something: its object as the audit log names it, when it is refused or can't be named better. The
   * application is handed in as far as it is known; a link would open the questionnaire to whoever reads it.
   */
  auditedAs?(input: Given & Named, applicationId?: EntityId): string;
}

/** A row whatever it is about. */
export type AnyRow<Given, Answered> = { [Subject in keyof Subjects]: Row<Given, Answered, Subject> }[keyof Subjects];

/**
 * Runs the operation of a row: finds what it is about, checks what it needs, and notes a refusal of what would have
 * changed something in the audit log. What succeeds is noted in its own transaction.
 */
export async function perform<Given extends object, Answered extends object>(
  operationId: OperationId,
  row: AnyRow<Given, Answered>,
  input: Given & Named,
  context: CallContext,
): Promise<Answered | Refusal> {
  const { found, applicationId } = await reach(row, input, context);
  const object = row.auditedAs?.(input, applicationId) ?? '';
  const full: Context = { ...context, audited: { operation: operationId, object } };
  // The row's own type ties what `reach` finds to what `run` takes; across the union of rows the compiler can't follow
  // it.
  const run = row.run as Operation<Given, 'user', Answered>;
  const answer = found instanceof Refusal ? found : await run(input, { ...full, ...found });
  if (answer instanceof Refusal && row.auditedAs) await audit(context.db, full, { outcome: answer.reason });
  return answer;
}
