import { writeFieldType } from '../fields/field-type-document.js';
import {
  type Choice,
  type CustomField,
  type PositionFile,
  type Question,
  type Questionnaire,
  type Reducer,
  type ScoreRef,
  type Texts,
  type Trait,
} from './position.js';
import {
  type ChoiceDocument,
  type CustomFieldDocument,
  type PositionDocument,
  type QuestionDocument,
  type QuestionnaireDocument,
  type ReducerDocument,
  type ScoreDocument,
  type TraitDocument,
} from './position-document.js';
import { MAX_LENGTH } from './read-position-document.js';

/**
 * A position in the form of a file, without default values. `readPositionDocument` gives the same position back.
 * Choices that several questions share become a scale.
 */
export function writePositionDocument(position: PositionFile): PositionDocument {
  const {
    positionId,
    caption,
    reportCaption,
    customFields,
    questionnaire,
    traits,
    superTraits,
    reducers,
    reportIntroduction,
  } = position;
  return {
    ...(positionId !== undefined && { position_id: positionId }),
    aname: position.aname,
    ...(caption && { caption }),
    report_name: position.reportName,
    languages: position.languages,
    ...(customFields.length > 0 && { custom_fields: customFields.map(writeCustomField) }),
    ...(questionnaire.questions.length > 0 && { questionnaire: writeQuestionnaire(questionnaire) }),
    ...(traits.length > 0 && { traits: traits.map(writeTrait) }),
    ...(superTraits.length > 0 && {
      super_traits: superTraits.map(({ name, caption, traits: parts }) => ({
        name,
        caption,
        traits: parts.map(({ trait, weight }) => ({ trait, ...weightUnlessOne(weight) })),
      })),
    }),
    ...(reducers.length > 0 && { reducers: reducers.map(writeReducer) }),
    ...(position.mainReducer !== undefined && { main_reducer: position.mainReducer }),
    ...((reportCaption ?? hasText(reportIntroduction)) && {
      report: {
        ...(reportCaption && { caption: reportCaption }),
        ...(hasText(reportIntroduction) && { introduction: reportIntroduction }),
      },
    }),
  };
}

function writeCustomField({ aname, caption, mandatory, partner, applicant, type }: CustomField): CustomFieldDocument {
  return {
    aname,
    ...(hasText(caption) && { caption }),
    ...(mandatory && { mandatory }),
    ...(partner && { partner }),
    ...(applicant && { applicant }),
    ...writeFieldType(type),
  };
}

function writeQuestionnaire({ introduction, questionsPerPage, questions }: Questionnaire): QuestionnaireDocument {
  const scales = scalesOf(questions);
  return {
    ...(hasText(introduction) && { introduction }),
    questions_per_page: questionsPerPage,
    ...(scales.size > 0 && {
      scales: Object.fromEntries([...scales.values()].map(({ name, choices }) => [name, choices.map(writeChoice)])),
    }),
    questions: questions.map((question) => writeQuestion(question, scales.get(JSON.stringify(question.choices))?.name)),
  };
}

/** The lists of choices that more than one question has, with the text of the list as the key. */
function scalesOf(questions: readonly Question[]): Map<string, { name: string; choices: Choice[] }> {
  const counts = new Map<string, { count: number; choices: Choice[] }>();
  for (const { choices } of questions.filter(({ type }) => type === 'choice')) {
    const text = JSON.stringify(choices);
    counts.set(text, { count: (counts.get(text)?.count ?? 0) + 1, choices });
  }
  const shared = [...counts].filter(([, { count }]) => count > 1);
  return new Map(shared.map(([text, { choices }], index) => [text, { name: `scale_${index + 1}`, choices }]));
}

function writeQuestion(question: Question, scale: string | undefined): QuestionDocument {
  const { q, caption, text, type, optional, choices, maxLength } = question;
  return {
    q,
    ...(hasText(caption) && { caption }),
    text,
    ...(type === 'text' && { type, ...(maxLength !== MAX_LENGTH && { max_length: maxLength }) }),
    ...(optional && { optional }),
    ...(type === 'choice' && (scale === undefined ? { choices: choices.map(writeChoice) } : { scale })),
  };
}

function writeChoice({ a, value, text }: Choice): ChoiceDocument {
  return { a, ...(value !== a && { value }), text };
}

function writeTrait({ name, caption, items, scale, texts }: Trait): TraitDocument {
  return {
    name,
    caption,
    items: items.map(({ q, weight, reverse }) => ({ q, ...weightUnlessOne(weight), ...(reverse && { reverse }) })),
    ...(scale && { scale }),
    ...(texts.length > 0 && { texts }),
  };
}

function writeReducer({ name, caption, ...rule }: Reducer): ReducerDocument {
  const named = { name, caption };
  if (rule.type === 'stoplight') return { ...named, ...rule };
  if (rule.type === 'minimum') return { ...named, ...rule, of: rule.of.map(writeRef) };
  return { ...named, ...rule, of: rule.of.map((ref) => ({ ...writeRef(ref), ...weightUnlessOne(ref.weight) })) };
}

function writeRef({ kind, name }: ScoreRef): ScoreDocument {
  return { [kind]: name };
}

const weightUnlessOne = (weight: number): { weight?: number } => (weight === 1 ? {} : { weight });

const hasText = (texts: Texts): boolean => Object.keys(texts).length > 0;
