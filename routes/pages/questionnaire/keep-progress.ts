import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { forgetAnswers, saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { refusalToComplete } from '../../applications/refusal-to-complete.js';
import { type ReadForm } from './read-form.js';

/**
 * Saves what a form gives. Gives false when the application no longer accepts answers. This happens under lock, because
 * a save that arrives after the submission must not leave answers that nobody would ever delete.
 */
export async function keepProgress(
  db: Knex,
  applicationId: string,
  { answers, taken, fields, now }: Pick<ReadForm, 'answers' | 'taken' | 'fields'> & { now: number },
): Promise<boolean> {
  if (answers.length + taken.length + fields.length === 0) return true;
  return writeTransaction(db, async (trx) => {
    const application = await lockApplication(trx, applicationId);
    if (!application || refusalToComplete(application, now)) return false;
    await saveProgress(trx, applicationId, { answers, fields, now });
    if (taken.length > 0) await forgetAnswers(trx, applicationId, taken);
    return true;
  });
}
