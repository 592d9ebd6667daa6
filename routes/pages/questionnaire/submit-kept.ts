import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { type Refusal } from '../../../engine/refusal.js';
import { auditCandidate, type CandidateAct } from '../../audit-candidate.js';
import { transact } from '../../change.js';
import { submit } from '../../questionnaires/submission.js';
import { type Visit } from './view/find-visit.js';
import { askedFields } from './view/asked-fields.js';
import { usableProgress } from './view/usable-progress.js';

/**
 * Submits the saved answers and fields of a candidate with `submit`, and writes the entry of the audit log in the same
 * transaction.
 */
export function submitKept(db: Knex, visit: Visit, act: CandidateAct): Promise<Refusal | undefined> {
  const { applicationId } = visit.application;
  return transact(db, async (trx) => {
    // The lock comes before the answers are read: a save after this moment finds the application completed.
    await lockApplication(trx, applicationId);
    const fields = askedFields(visit);
    const { questions } = visit.content.questionnaire;
    const kept = usableProgress({ questions, fields }, await readProgress(trx, applicationId));
    const stored = new Map(visit.application.fields.map(({ name, value }) => [name, value]));
    const submission = {
      answers: kept.answers,
      // An empty field that never had a value is left out.
      fields: kept.fields.filter(({ name, value }) => value !== '' || (stored.get(name) ?? '') !== ''),
    };
    const refusal = await submit(trx, visit, { ...submission, languageId: visit.languageId, now: act.now });
    if (refusal) return refusal;
    await auditCandidate(trx, 'submitAnswers', applicationId, act);
    return undefined;
  });
}
