import { readFieldType } from '../fields/field-type-document.js';
import {
  type CustomField,
  NOTHING_TO_ANSWER,
  type PositionFile,
  type Question,
  type Questionnaire,
  type Reducer,
  type ScoreRef,
  type Trait,
} from './position.js';
import {
  type CustomFieldDocument,
  type PositionDocument,
  type QuestionDocument,
  type QuestionnaireDocument,
  type ReducerDocument,
  type ScoreDocument,
  type TraitDocument,
} from './position-document.js';

const QUESTIONS_PER_PAGE = 6;

/** The default limit of a text answer, in characters. */
export const MAX_LENGTH = 1000;

/** The position in a file that the schema and `checkPosition` accepted, with every default filled in. */
export function readPositionDocument(document: PositionDocument): PositionFile {
  const { position_id: id, caption, report, questionnaire, main_reducer: mainReducer } = document;
  return {
    ...(id !== undefined && { positionId: String(id) }),
    aname: document.aname,
    ...(caption && { caption }),
    reportName: document.report_name ?? document.aname,
    ...(report?.caption && { reportCaption: report.caption }),
    languages: document.languages,
    customFields: (document.custom_fields ?? []).map(readCustomField),
    questionnaire: questionnaire ? readQuestionnaire(questionnaire) : NOTHING_TO_ANSWER.questionnaire,
    traits: (document.traits ?? []).map(readTrait),
    superTraits: (document.super_traits ?? []).map(({ name, caption, traits }) => ({
      name,
      caption,
      traits: traits.map(({ trait, weight = 1 }) => ({ trait, weight })),
    })),
    reducers: (document.reducers ?? []).map(readReducer),
    ...(mainReducer !== undefined && { mainReducer }),
    reportIntroduction: report?.introduction ?? {},
  };
}

function readCustomField({
  aname,
  caption = {},
  mandatory = false,
  partner = false,
  applicant = false,
  ...limits
}: CustomFieldDocument): CustomField {
  const type = readFieldType(limits);
  return { aname, caption, mandatory, partner, applicant, ...(type && { type }) };
}

function readQuestionnaire({
  introduction = {},
  questions_per_page: questionsPerPage = QUESTIONS_PER_PAGE,
  scales = {},
  questions,
}: QuestionnaireDocument): Questionnaire {
  return { introduction, questionsPerPage, questions: questions.map((question) => readQuestion(question, scales)) };
}

function readQuestion(
  { q, caption = {}, text, type = 'choice', optional = false, ...rest }: QuestionDocument,
  scales: NonNullable<QuestionnaireDocument['scales']>,
): Question {
  const choices = rest.choices ?? (rest.scale === undefined ? [] : scales[rest.scale]!);
  return {
    q: String(q),
    caption,
    text,
    type,
    optional,
    choices: choices.map(({ a, value = a, text: label }) => ({ a, value, text: label })),
    maxLength: type === 'text' ? (rest.max_length ?? MAX_LENGTH) : 0,
  };
}

function readTrait({ name, caption, items, scale, texts = [] }: TraitDocument): Trait {
  return {
    name,
    caption,
    items: items.map(({ q, weight = 1, reverse = false }) => ({ q: String(q), weight, reverse })),
    ...(scale && { scale: { low: scale.low, high: scale.high } }),
    texts,
  };
}

function readReducer({ name, caption, ...rule }: ReducerDocument): Reducer {
  const named = { name, caption };
  if (rule.type === 'stoplight') return { ...named, type: rule.type, of: rule.of, lights: rule.lights };
  if (rule.type === 'minimum') return { ...named, type: rule.type, of: rule.of.map(refOf), bands: rule.bands };
  const of = rule.of.map(({ weight = 1, ...ref }) => ({ ...refOf(ref), weight }));
  return { ...named, type: rule.type, of, bands: rule.bands };
}

/** The score that a part of a reducer refers to. */
export function refOf({ trait, super_trait: superTrait }: ScoreDocument): ScoreRef {
  return trait === undefined ? { kind: 'super_trait', name: superTrait! } : { kind: 'trait', name: trait };
}
