import { fieldsAsPipeString } from '../../engine/application/application-fields.js';
import { applicationLink } from '../../engine/application/links.js';
import { type FieldType } from '../../engine/fields/field-type.js';
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
    ...presentType(field.type, languages),
  };
}

// A field without a type has none of these keys, as in the replies before there were types.
function presentType(type: FieldType | undefined, languages: string[]): Partial<Schema<'CustomField'>> {
  if (type === undefined) return {};
  const { kind, ...limits } = type;
  if ('maxLength' in limits) return { type: kind, max_length: limits.maxLength };
  if ('choices' in limits) {
    const choices = limits.choices.map(({ value, caption }) => ({
      value,
      caption_tr: textIn(caption, ...languages) || value,
    }));
    return { type: kind, choices };
  }
  const { min, max, ...others }: { min?: number | string; max?: number | string; decimals?: number } = limits;
  return {
    type: kind,
    ...others,
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
  };
}
