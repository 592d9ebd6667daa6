import { type Knex } from 'knex';
import { insertResult } from '../../db/applications/application-results.js';
import { lockApplication } from '../../db/applications/applications.js';
import { type Answer, missingAnswers, readAnswers } from '../../engine/scoring/answers.js';
import { type ApplicationField, readRequestFields } from '../../engine/application/application-fields.js';
import { typedFieldFaults } from '../../engine/fields/typed-field-faults.js';
import { missingApplicantFields, type PositionContent } from '../../engine/position/position.js';
import { score } from '../../engine/scoring/score.js';
import { type FoundQuestionnaire } from '../find-questionnaire.js';
import { recordCompletion } from '../applications/record-completion.js';
import { refusalToComplete } from '../applications/refusal-to-complete.js';
import { refuse, refuseFaults, type Refusal } from '../../engine/refusal.js';
import { refusalOfMissingFields } from '../applications/ordering/refusal-of-missing-fields.js';

// The limit that the OpenAPI document sets for the fields of an answer.
const MAX_FIELDS = 200;

/** The fields and answers that are submitted. Each is valid by itself. */
export interface Submission {
  fields: ApplicationField[];
  answers: Answer[];
}

/**
 * Reads the fields `[{n, v}]` and answers `[{q, a}]` that a request submits (contract, section 6, score_calc_set).
 * Refuses invalid fields and answers (11), with all faults together.
 */
export function readSubmission(
  given: { fields?: unknown; answers?: unknown },
  { questionnaire: { questions }, customFields }: PositionContent,
): Submission | Refusal {
  const fields = readRequestFields(given.fields);
  const answers = readAnswers(given.answers, questions);
  const unfit = 'faults' in fields ? fields.faults : typedFieldFaults(fields.fields, customFields, given);
  const faults = [...unfit, ...('faults' in answers ? answers.faults : [])];
  if ('faults' in fields || 'faults' in answers || faults.length > 0) return refuseFaults(faults);
  return { ...fields, ...answers };
}

/**
 * Submits a questionnaire. Fields, answers, scores, completion and notification are all stored in the given
 * transaction, or none of them. Refuses a second submission (14), one that comes too late (15) and too many fields
 * (11). Refuses missing fields (1716) and missing answers (1850) and names them.
 */
export async function submit(
  trx: Knex.Transaction,
  { application: { applicationId }, content, version }: FoundQuestionnaire,
  { answers, fields: given, languageId, now }: Submission & { languageId: string; now: number },
): Promise<Refusal | undefined> {
  // The application is read again under lock: of two submissions at the same time, the second sees the first.
  const application = (await lockApplication(trx, applicationId))!;
  const late = refusalToComplete(application, now);
  if (late) return late;
  const fields = mergeFields(application.fields, given);
  const lacking = refusalOfLacking({ fields, answers }, content);
  if (lacking) return lacking;
  const refusal = await recordCompletion(trx, application, { now, fields });
  if (refusal) return refusal;
  const scores = score(content, answers);
  await insertResult(trx, { applicationId, positionVersion: version, languageId, answers, scores, submittedAt: now });
  return undefined;
}

function refusalOfLacking({ fields, answers }: Submission, content: PositionContent): Refusal | undefined {
  if (fields.length > MAX_FIELDS) {
    const detail = `must not bring the application's fields above ${MAX_FIELDS}`;
    return refuseFaults([{ pointer: '/fields', detail }]);
  }
  const lacking = refusalOfMissingFields(missingApplicantFields(content, fields));
  if (lacking) return lacking;
  const open = missingAnswers(content.questionnaire.questions, answers);
  if (open.length === 0) return undefined;
  return refuse('missing-answers', `Missing answer(s): ${open.join(', ')}.`, {
    errors: open.map((q) => ({ pointer: '/answers', detail: `question ${q} must be answered` })),
  });
}

/** A field that is given now replaces the stored field of the same name, in its place. New names come at the end. */
function mergeFields(stored: ApplicationField[], given: ApplicationField[]): ApplicationField[] {
  const merged = new Map([...stored, ...given].map(({ name, value }) => [name, value]));
  return [...merged].map(([name, value]) => ({ name, value }));
}
