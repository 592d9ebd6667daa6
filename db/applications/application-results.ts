import { type Knex } from 'knex';
import { type Answer } from '../../engine/scoring/answers.js';
import { type ScoreSheet } from '../../engine/scoring/score.js';

/** The submitted answers, and the scores they gave with the position as it was then. */
export interface ApplicationResult {
  applicationId: string;
  /** The version of the position that asked the questions and gave the scores. */
  positionVersion: number;
  /** The language in which the questions were answered. */
  languageId: string;
  answers: Answer[];
  scores: ScoreSheet;
  submittedAt: number;
}

/** Stores a result in the transaction that completes its application. An application has one result at most. */
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

/** The result of an application. Undefined before it is submitted, and when it was completed without answers. */
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
