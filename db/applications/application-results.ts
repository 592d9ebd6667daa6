import { type Knex } from 'knex';
import { type Answer } from '../../engine/scoring/answers.js';
import { type ScoreSheet } from '../../engine/scoring/score.js';

/** What was submitted, and the scores that it gave by the position as it was then. */
export interface ApplicationResult {
  applicationId: string;
  /** Of the position whose content asked and scored. */
  positionVersion: number;
  /** In which it was answered. */
  languageId: string;
  answers: Answer[];
  scores: ScoreSheet;
  submittedAt: number;
}

/** Stores a result, in the transaction that completes its application: there is one at most. */
export async function insertResult(trx: Knex.Transaction, result: ApplicationResult): Promise<void> {
  await trx('application_results').insert({
    application_id: result.applicationId,
    position_version: result.positionVersion,
    language_id: result.languageId,
    answers: JSON.stringify(result.answers),
    scores: JSON.stringify(result.scores),
    submitted_ms: result.submittedAt,
  });
}

/** The result of an application; undefined while it is not submitted, and when it was completed without answers. */
export async function findResult(db: Knex, applicationId: string): Promise<ApplicationResult | undefined> {
  const row = await db('application_results').where({ application_id: applicationId }).first();
  if (!row) return undefined;
  return {
    applicationId,
    positionVersion: row.position_version,
    languageId: row.language_id,
    answers: JSON.parse(row.answers) as Answer[],
    scores: JSON.parse(row.scores) as ScoreSheet,
    submittedAt: row.submitted_ms,
  };
}
