import { applicationStatus } from '../../engine/application/application-status.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { refusalToComplete } from '../applications/refusal-to-complete.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentQuestionnaire } from './present-questionnaire.js';

/**
 * Gets the questions for a candidate, for clients that ask them in their own pages (contract, section 6,
 * application_get_q).
 */
export function getQuestionnaire(
  input: Input<'getQuestionnaire'>,
  { questionnaire, now, publicUrl }: On<'questionnaire'>,
): Outcome<'getQuestionnaire'> {
  const { application, content } = questionnaire;
  const submitted = applicationStatus(application, now) === 'completed';
  if (submitted && input.ignore_submitted_over !== true) return { already_submitted: true };
  const late = submitted ? undefined : refusalToComplete(application, now);
  if (late) return late;
  const languageId = chooseLanguage(content.languages, input.language_id, application.languageId);
  return presentQuestionnaire(questionnaire, { submitted, languageId, publicUrl });
}
