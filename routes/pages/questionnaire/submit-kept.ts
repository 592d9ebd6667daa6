import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { recordAudit } from '../../../db/accounts/audit.js';
import { readProgress } from '../../../db/applications/questionnaire-progress.js';
import { type Refusal } from '../../../engine/refusal.js';
import { type OperationId } from '../../documented.js';
import { transact } from '../../change.js';
import { submit } from '../../questionnaires/submission.js';
import { type Visit } from './view/find-visit.js';
import { candidateView } from './view/candidate-view.js';

export interface SubmitOptions {
  now: number;
  address: string;
  requestId: string;
}

/** Submits what a candidate has filled in, as `submit` does, and notes it in the audit log in the same transaction. */
export function submitKept(
  db: Knex,
  visit: Visit,
  { now, address, requestId }: SubmitOptions,
): Promise<Refusal | undefined> {
  const { applicationId } = visit.application;
  return transact(db, async (trx) => {
    // Before the answers are read: what is saved from now on finds the application completed.
    await lockApplication(trx, applicationId);
    const view = candidateView(visit, await readProgress(trx, applicationId));
    const value = (name: string) => view.values.get(name);
    const submission = {
      answers: view.items.flatMap(({ question: { q }, name }) =>
        view.values.has(name) ? [{ q, a: value(name) }] : [],
      ),
      // An empty field that never had a value is not there at all.
      fields: view.fields.flatMap(({ name, formName, stored }) =>
        (value(formName) ?? '') === '' && stored === '' ? [] : [{ n: name, v: value(formName) }],
      ),
    };
    const refusal = await submit(trx, visit, { submission, languageId: visit.languageId, now });
    if (refusal) return refusal;
    await recordAudit(trx, {
      at: now,
      userName: 'candidate',
      credentialId: undefined,
      operation: 'submitAnswers' satisfies OperationId,
      object: `application ${applicationId}`,
      outcome: 'ok',
      address,
      requestId,
    });
    return undefined;
  });
}
