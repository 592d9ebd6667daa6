import { fieldsAsPipeString, fieldsOfArray } from '../../engine/application/application-fields.js';
import { applicationLink } from '../../engine/application/links.js';
import { type CustomField } from '../../engine/position/position.js';
import { textIn } from '../../engine/position/texts.js';
import { type FoundQuestionnaire } from './find-questionnaire.js';
import { presentQuestion, type QuestionView } from './present-question.js';

/** A questionnaire, its keys in the contract's order (section 6, application_get_q). */
export interface QuestionnaireView {
  already_submitted: boolean;
  report_name_has: boolean;
  report_name: string;
  language_id: string;
  submit_link: string;
  /** Always the pipe string here. */
  fields: string;
  custom_fld_list: CustomFieldView[];
  questions: QuestionView[];
}

/** Who gives a field, and whether it must be given: 1 for yes. */
interface CustomFieldView {
  aname: string;
  caption_tr: string;
  mandatory: 0 | 1;
  partner: 0 | 1;
  applicant: 0 | 1;
}

/** A questionnaire in a language of its position; a text that lacks it comes in the position's first language that has it. */
export function presentQuestionnaire(
  { application, content }: FoundQuestionnaire,
  { submitted, languageId, publicUrl }: { submitted: boolean; languageId: string; publicUrl: string },
): QuestionnaireView {
  const languages = [languageId, ...content.languages];
  const fields = fieldsOfArray(JSON.parse(application.fields) as Record<string, string>[]);
  return {
    already_submitted: submitted,
    report_name_has: content.reportName !== '',
    report_name: content.reportName,
    language_id: languageId,
    submit_link: applicationLink(publicUrl, application.appToken, application.linkToken),
    fields: fieldsAsPipeString(fields),
    custom_fld_list: content.customFields.map((field) => presentCustomField(field, languages)),
    questions: content.questionnaire.questions.map((question) => presentQuestion(question, languages)),
  };
}

function presentCustomField(field: CustomField, languages: string[]): CustomFieldView {
  return {
    aname: field.aname,
    caption_tr: textIn(field.caption, ...languages) || field.aname,
    mandatory: field.mandatory ? 1 : 0,
    partner: field.partner ? 1 : 0,
    applicant: field.applicant ? 1 : 0,
  };
}
