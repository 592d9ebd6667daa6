import { type Knex } from 'knex';
import { lockApplication } from '../../../db/applications/applications.js';
import { noteActivity } from '../../../db/applications/candidate-activity.js';
import { forgetAnswers, readProgress, saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { recordConsent } from '../../../db/privacy/consents.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { refusalToComplete } from '../../applications/refusal-to-complete.js';
import { type ReadForm } from './read-form.js';
import { answerControl, candidateView, fieldControl } from './view/candidate-view.js';
import { type Visit } from './view/find-visit.js';
import { type Stamps, valueStamp } from './view/value-stamp.js';

export interface KeepOptions {
  /** The marks of the values that the page was made with. Without them everything that it sends counts as changed. */
  seen: Stamps | undefined;
  now: number;
  /** The version of the account's privacy settings that the candidate has just agreed to. */
  agreedTo?: number | undefined;
}

/** The values that another page has changed since, by the names of controls: what is kept stays. */
export type Conflicts = ReadonlyMap<string, string>;

type Changes = Pick<ReadForm, 'answers' | 'taken' | 'fields'>;

/**
 * Saves what was changed on a page. A value that was changed on another page too is not saved but given back. Gives
 * undefined when the application no longer accepts answers. All this happens under lock, because a save that arrives
 * after the submission must not leave answers that nobody would ever delete.
 */
export async function keepProgress(
  db: Knex,
  visit: Visit,
  changes: Changes,
  { seen, now, agreedTo }: KeepOptions,
): Promise<Conflicts | undefined> {
  const { applicationId } = visit.application;
  const count = changes.answers.length + changes.taken.length + changes.fields.length;
  if (count === 0 && agreedTo === undefined) return new Map();
  return writeTransaction(db, async (trx) => {
    const application = await lockApplication(trx, applicationId);
    if (!application || refusalToComplete(application, now)) return undefined;
    if (agreedTo !== undefined) {
      const { languageId } = visit;
      await recordConsent(trx, applicationId, { version: agreedTo, languageId, givenAt: now });
    }
    const kept = seen && candidateView({ ...visit, application }, await readProgress(trx, applicationId)).values;
    const conflicts = new Map<string, string>();
    const isNew = (name: string, value: string): boolean => {
      if (!seen || !kept) return true;
      const [before, here, there] = [seen[name] ?? '', valueStamp(value), valueStamp(kept.get(name))];
      if (here === before || here === there) return false;
      if (there !== before) conflicts.set(name, kept.get(name) ?? '');
      return there === before;
    };
    const answers = changes.answers.filter(({ q, a }) => isNew(answerControl(q), String(a)));
    const taken = changes.taken.filter((q) => isNew(answerControl(q), ''));
    const fields = changes.fields.filter(({ name, value }) => isNew(fieldControl(name), value));
    if (answers.length + fields.length > 0) await saveProgress(trx, applicationId, { answers, fields, now });
    if (taken.length > 0) await forgetAnswers(trx, applicationId, taken);
    await noteActivity(trx, applicationId, now);
    return conflicts;
  });
}
