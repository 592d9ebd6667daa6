import { applicationStatus } from '../../engine/application/application-status.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { refusedOn, refusedWithoutAccount } from '../access.js';
import { findQuestionnaire } from './find-questionnaire.js';
import { type Operation } from '../operation.js';
import { presentQuestionnaire, type QuestionnaireView } from './present-questionnaire.js';
import { refusalToComplete } from '../applications/refusal-to-complete.js';

export interface GetQuestionnaireInput {
  app_link: string;
  language_id?: string;
  /** Give the questionnaire although it is submitted. */
  ignore_submitted_over?: boolean;
}

/** What a candidate is asked, for clients that ask it in their own pages (contract section 6, application_get_q). */
export const getQuestionnaire: Operation<
  GetQuestionnaireInput,
  QuestionnaireView | { already_submitted: true }
> = async (input, context) => {
  const without = refusedWithoutAccount(context);
  if (without) return without;
  const found = await findQuestionnaire(context.db, input.app_link);
  const refusal = refusedOn(found?.application.accountId, 'read', context, 'application');
  if (refusal) return refusal;
  const { application, content } = found!;
  const submitted = applicationStatus(application, context.now) === 'completed';
  if (submitted && input.ignore_submitted_over !== true) return { already_submitted: true };
  const late = submitted ? undefined : refusalToComplete(application, context.now);
  if (late) return late;
  const languageId = chooseLanguage(content.languages, input.language_id, application.languageId);
  return presentQuestionnaire(found!, { submitted, languageId, publicUrl: context.publicUrl });
};
