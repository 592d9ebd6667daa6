import { type Knex } from 'knex';
import { type Answer } from '../../engine/scoring/answers.js';
import { type ApplicationField } from '../../engine/application/application-fields.js';

/** What a candidate has filled in so far, not yet submitted. */
export interface Progress {
  answers: Answer[];
  fields: ApplicationField[];
}

// The embedded database writes each row as one term of a union, and refuses more than 500.
const ROWS_A_STATEMENT = 250;

const KINDS = { answer: 1, field: 2 } as const;

/** Saves answers and fields. Each replaces the value saved before under its name; all others stay. */
export async function saveProgress(
  trx: Knex.Transaction,
  applicationId: string,
  { answers, fields, now }: Partial<Progress> & { now: number },
): Promise<void> {
  const row = (kind: number, name: string, value: string) => ({
    application_id: applicationId,
    kind,
    name,
    value,
    saved_ms: now,
  });
  const rows = [
    ...(answers ?? []).map(({ q, a }) => row(KINDS.answer, q, JSON.stringify(a))),
    ...(fields ?? []).map(({ name, value }) => row(KINDS.field, name, value)),
  ];
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const some = rows.slice(from, from + ROWS_A_STATEMENT);
    await trx('questionnaire_progress').insert(some).onConflict(['application_id', 'kind', 'name']).merge();
  }
}

/** Deletes the answers to these questions, because the candidate took them back. */
export async function forgetAnswers(trx: Knex.Transaction, applicationId: string, questions: string[]): Promise<void> {
  await trx('questionnaire_progress')
    .where({ application_id: applicationId, kind: KINDS.answer })
    .whereIn('name', questions)
    .delete();
}

/** All saved progress of an application, in no order. */
export async function readProgress(db: Knex, applicationId: string): Promise<Progress> {
  const rows = await db('questionnaire_progress').where({ application_id: applicationId });
  return {
    answers: rows.flatMap(({ kind, name, value }) =>
      kind === KINDS.answer ? [{ q: name, a: JSON.parse(value) as Answer['a'] }] : [],
    ),
    fields: rows.flatMap(({ kind, name, value }) => (kind === KINDS.field ? [{ name, value }] : [])),
  };
}

/** Deletes all saved progress, in the transaction that completes or cancels. */
export async function deleteProgress(trx: Knex.Transaction, applicationId: string): Promise<void> {
  await trx('questionnaire_progress').where({ application_id: applicationId }).delete();
}
