import { type Knex } from 'knex';
import { findResult } from '../../../db/applications/application-results.js';
import { type StoredApplication } from '../../../db/applications/applications.js';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { findPositionContent } from '../../../db/positions/positions.js';
import { usableAnswers } from '../../../engine/scoring/answers.js';
import { type Schema } from '../../documented.js';

/**
 * How far the candidate has come: the answers that are saved or were submitted, of all questions. A list does not show
 * this, because it takes the whole position and all answers of each application.
 */
export async function presentProgress(db: Knex, application: StoredApplication): Promise<Schema<'Progress'>> {
  const { applicationId, positionId, openedAt, activeAt, remindedAt, remindersStoppedAt } = application;
  const result = await findResult(db, applicationId);
  const position = await findPositionContent(db, positionId, result?.positionVersion);
  const questions = position?.content.questionnaire.questions ?? [];
  const answers = result?.answers ?? usableAnswers(questions, (await readProgress(db, applicationId)).answers);
  const last = activeAt ?? openedAt;
  return {
    ...(openedAt !== undefined && { opened: new Date(openedAt).toISOString() }),
    answered: answers.length,
    total: questions.length,
    ...(last !== undefined && { last_activity: new Date(last).toISOString() }),
    ...(remindedAt !== undefined && { reminded: new Date(remindedAt).toISOString() }),
    ...(remindersStoppedAt !== undefined && { reminders_stopped: new Date(remindersStoppedAt).toISOString() }),
  };
}
