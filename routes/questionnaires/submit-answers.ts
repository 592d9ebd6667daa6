import { chooseLanguage } from '../../engine/position/texts.js';
import { Refusal } from '../../engine/refusal.js';
import { refusalToComplete } from '../applications/refusal-to-complete.js';
import { change } from '../change.js';
import { type Input, type Schema } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { readSubmission, submit } from './submission.js';

/** Submits a questionnaire on the candidate's behalf (contract, section 6, score_calc_set). */
export async function submitAnswers(
  { language_id: wished, fields, answers }: Input<'submitAnswers'>,
  { questionnaire, ...context }: On<'questionnaire'>,
): Promise<Outcome<'submitAnswers'>> {
  const { application, content } = questionnaire;
  const { applicationId, accountId } = application;
  const languageId = chooseLanguage(content.languages, wished, application.languageId);
  const answer: Schema<'SubmittedAnswers'> = { application_id: applicationId, status: 'completed' };
  const submitted = await change(context, async (trx): Promise<Outcome<'submitAnswers'>> => {
    // This comes before the fields and answers are read: a second submission gets this refusal, whatever it contains.
    const given = refusalToComplete(application, context.now) ?? readSubmission({ fields, answers }, content);
    if (given instanceof Refusal) return given;
    return (await submit(trx, questionnaire, { ...given, languageId, now: context.now })) ?? answer;
  });
  if (!(submitted instanceof Refusal)) context.wakeNotifier(accountId);
  return submitted;
}
