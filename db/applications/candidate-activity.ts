import { type Knex } from 'knex';
import { writeStatement } from '../connection/transaction.js';

/** Notes when the candidate opened the questionnaire (ms). The first time stays. */
export async function noteOpened(db: Knex, applicationId: string, now: number): Promise<void> {
  await writeStatement(db, (to) =>
    to('applications').where({ id: applicationId }).whereNull('opened_ms').update({ opened_ms: now }),
  );
}

/** Notes when the candidate saved something (ms), in the transaction that saves it. It is no change for partners. */
export async function noteActivity(trx: Knex.Transaction, applicationId: string, now: number): Promise<void> {
  await trx('applications').where({ id: applicationId }).update({ active_ms: now });
}
