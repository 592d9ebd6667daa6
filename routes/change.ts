import { type Knex } from 'knex';
import { writeTransaction } from '../db/connection/transaction.js';
import { Refusal, RefusalError } from '../engine/refusal.js';
import { audit } from './audit.js';
import { type Context } from './operation.js';

/** An answer although there was nothing to change: the audit log does not mention it. */
export class Unchanged<Answered> {
  constructor(readonly answer: Answered) {}
}

/** Runs `work` in a transaction that may write; what it did is rolled back when it answers a refusal. */
export async function transact<Answered>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<Answered | Refusal>,
): Promise<Answered | Refusal> {
  try {
    return await writeTransaction(db, async (trx) => {
      const answer = await work(trx);
      if (answer instanceof Refusal) throw new RefusalError(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  }
}

/**
 * Does what an operation changes, with its entry in the audit log, in one transaction: both or neither. A refusal rolls
 * back; whoever called the operation notes it. `objectOf` names what was changed where the request alone can't.
 */
export function change<Answered extends object>(
  context: Context,
  work: (trx: Knex.Transaction) => Promise<Answered | Unchanged<Answered> | Refusal>,
  objectOf: (answer: Answered) => string = () => context.audited.object,
): Promise<Answered | Refusal> {
  return transact(context.db, async (trx) => {
    const answer = await work(trx);
    if (answer instanceof Refusal) return answer;
    if (answer instanceof Unchanged) return answer.answer;
    await audit(trx, context, { object: objectOf(answer) });
    return answer;
  });
}
