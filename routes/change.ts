import { type Knex } from 'knex';
import { writeTransaction } from '../db/connection/transaction.js';
import { Refusal, RefusalError } from '../engine/refusal.js';
import { audit } from './audit.js';
import { type Context } from './operation.js';

/** The answer of an operation that changed nothing. It gets no entry in the audit log. */
export class Unchanged<Answered> {
  constructor(readonly answer: Answered) {}
}

/** Runs `work` in a transaction that may write. A refusal as its answer rolls everything back. */
export async function transact<Answered>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<Answered | Refusal>,
  options: { patienceMs?: number } = {},
): Promise<Answered | Refusal> {
  const refusing = async (trx: Knex.Transaction): Promise<Answered> => {
    const answer = await work(trx);
    if (answer instanceof Refusal) throw new RefusalError(answer);
    return answer;
  };
  try {
    return await writeTransaction(db, refusing, options);
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  }
}

/**
 * Makes the changes of an operation and writes its entry of the audit log in one transaction: both or neither. A
 * refusal rolls back, and `perform` writes the refusal into the audit log. `objectOf` names the changed object when the
 * request alone cannot.
 */
export function change<Answered extends object>(
  context: Context,
  work: (trx: Knex.Transaction) => Promise<Answered | Unchanged<Answered> | Refusal>,
  objectOf: (answer: Answered) => string = () => context.audited.object,
): Promise<Answered | Refusal> {
  const { db, patienceMs } = context;
  const audited = async (trx: Knex.Transaction): Promise<Answered | Refusal> => {
    const answer = await work(trx);
    if (answer instanceof Refusal) return answer;
    if (answer instanceof Unchanged) return answer.answer;
    await audit(trx, context, { object: objectOf(answer) });
    return answer;
  };
  return transact(db, audited, patienceMs === undefined ? {} : { patienceMs });
}
