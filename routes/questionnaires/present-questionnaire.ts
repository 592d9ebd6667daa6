import { fieldsAsPipeString } from '../../engine/application/application-fields.js';
import { applicationLink } from '../../engine/application/links.js';
import { type CustomField } from '../../engine/position/position.js';
import { textIn } from '../../engine/position/texts.js';
import { type FoundQuestionnaire } from '../find-questionnaire.js';
import { presentQuestion } from './present-question.js';
import { type Schema } from '../documented.js';

/**
 * Turns a questionnaire into its form in replies, in one of the position's languages. A text that is missing in that
 * language is in the first language of the position that has it.
 */
export function presentQuestionnaire(
  { application, content }: FoundQuestionnaire,
  { submitted, languageId, publicUrl }: { submitted: boolean; languageId: string; publicUrl: string },
): Schema<'Questionnaire'> {
  const languages = [languageId, ...content.languages];
  return {
    already_submitted: submitted,
    report_name_has: content.reportName !== '',
    report_name: content.reportName,
    language_id: languageId,
    submit_link: applicationLink(publicUrl, application.appToken, application.linkToken),
    fields: fieldsAsPipeString(application.fields),
    custom_fld_list: content.customFields.map((field) => presentCustomField(field, languages)),
    questions: content.questionnaire.questions.map((question) => presentQuestion(question, languages)),
  };
}

function presentCustomField(field: CustomField, languages: string[]): Schema<'CustomField'> {
  return {
    aname: field.aname,
    caption_tr: textIn(field.caption, ...languages) || field.aname,
    mandatory: field.mandatory ? 1 : 0,
    partner: field.partner ? 1 : 0,
    applicant: field.applicant ? 1 : 0,
  };
}
