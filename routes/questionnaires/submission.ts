import { type Knex } from 'knex';
import { insertResult } from '../../db/applications/application-results.js';
import { lockApplication } from '../../db/applications/applications.js';
import { type Answer, missingAnswers, readAnswers } from '../../engine/scoring/answers.js';
import {
  type ApplicationField,
  fieldsOfArray,
  readRequestFields,
} from '../../engine/application/application-fields.js';
import { missingApplicantFields, type PositionContent } from '../../engine/position/position.js';
import { score } from '../../engine/scoring/score.js';
import { type FoundQuestionnaire } from '../find-questionnaire.js';
import { recordCompletion } from '../applications/record-completion.js';
import { refusalToComplete } from '../applications/refusal-to-complete.js';
import { refuse, refuseFaults, Refusal } from '../../engine/refusal.js';
import { refusalOfMissingFields } from '../applications/ordering/refusal-of-missing-fields.js';

// What the document allows the fields of an answer to be.
const MAX_FIELDS = 200;

/** As a request sends it, not yet checked. */
export interface Submission {
  /** `[{n, v}]`. */
  fields?: unknown;
  /** `[{q, a}]`. */
  answers?: unknown;
}

/**
 * Submits a questionnaire: fields, answers, scores, completion and notification, all in the transaction given or none of it
 * (contract section 6, score_calc_set). Refuses a second submission (14), one that comes too late (15), invalid fields and
 * answers (11), and names what is missing of the fields (1716) and of the answers (1850).
 */
export async function submit(
  trx: Knex.Transaction,
  { application: { applicationId }, content, version }: FoundQuestionnaire,
  { submission, languageId, now }: { submission: Submission; languageId: string; now: number },
): Promise<Refusal | undefined> {
  // Read again under lock: of two submissions at the same instant the second finds the first.
  const application = (await lockApplication(trx, applicationId))!;
  const late = refusalToComplete(application, now);
  if (late) return late;
  const read = readSubmission(submission, content, JSON.parse(application.fields) as Record<string, string>[]);
  if (read instanceof Refusal) return read;
  const { answers, fields } = read;
  const refusal = await recordCompletion(trx, application, { now, fields });
  if (refusal) return refusal;
  const scores = score(content, answers);
  await insertResult(trx, { applicationId, positionVersion: version, languageId, answers, scores, submittedAt: now });
  return undefined;
}

function readSubmission(
  submission: Submission,
  content: PositionContent,
  stored: Record<string, string>[],
): { answers: Answer[]; fields: ApplicationField[] } | Refusal {
  const given = readRequestFields(submission.fields);
  const read = readAnswers(submission.answers, content.questionnaire.questions);
  const faults = [...('faults' in given ? given.faults : []), ...('faults' in read ? read.faults : [])];
  if ('faults' in given || 'faults' in read) return refuseFaults(faults);
  const fields = mergeFields(fieldsOfArray(stored), given.fields);
  if (fields.length > MAX_FIELDS) {
    const detail = `must not bring the application's fields above ${MAX_FIELDS}`;
    return refuseFaults([{ pointer: '/fields', detail }]);
  }
  const lacking = refusalOfMissingFields(missingApplicantFields(content, fields));
  if (lacking) return lacking;
  const open = missingAnswers(content.questionnaire.questions, read.answers);
  if (open.length > 0) {
    return refuse('missing-answers', `Missing answer(s): ${open.join(', ')}.`, {
      errors: open.map((q) => ({ pointer: '/answers', detail: `question ${q} must be answered` })),
    });
  }
  return { answers: read.answers, fields };
}

/** What is given now goes over what was stored under the same name, in its place; new names follow. */
function mergeFields(stored: ApplicationField[], given: ApplicationField[]): ApplicationField[] {
  const merged = new Map([...stored, ...given].map(({ name, value }) => [name, value]));
  return [...merged].map(([name, value]) => ({ name, value }));
}
