import { type ApplicationField } from '../application/application-fields.js';
import { type FieldType } from '../fields/field-type.js';
import { type EntityId } from '../entity-id.js';

/** Texts by language id. */
export type Texts = Record<string, string>;

/** A field of the application form that one position adds to the known candidate fields. */
export interface CustomField {
  aname: string;
  /** The label; languages may be missing. */
  caption: Texts;
  mandatory: boolean;
  /** Whether the partner gives it when ordering. */
  partner: boolean;
  /** Whether the candidate gives it when answering. */
  applicant: boolean;
  /** What it takes. Without a type it takes any text. */
  type?: FieldType;
}

/** An assessment type that can be ordered, with the data for the list of positions and for an order. */
export interface Position {
  positionId: EntityId;
  aname: string;
  reportName: string;
  languages: string[];
  customFields: CustomField[];
}

/** One of the answers that a choice question offers. */
export interface Choice {
  /** The number that names it in an answer. */
  a: number;
  /** Its value in traits. */
  value: number;
  text: Texts;
}

export interface Question {
  q: string;
  /** A short name; empty when there is none. */
  caption: Texts;
  text: Texts;
  type: 'choice' | 'text';
  optional: boolean;
  /** Empty for a text question. */
  choices: Choice[];
  /** The limit of a text answer, in characters. */
  maxLength: number;
}

export interface Questionnaire {
  /** The text that the candidate reads first; may be empty. */
  introduction: Texts;
  questionsPerPage: number;
  questions: Question[];
}

/**
 * A range of the line of scores. It starts at the end of the band before and ends before `below`. The last band has no
 * end.
 */
export interface Band {
  below?: number;
}

/** A weighted sum of the values of answers. */
export interface Trait {
  name: string;
  caption: Texts;
  items: { q: string; weight: number; reverse: boolean }[];
  /**
   * The scores of the lowest and the highest possible sum; sums between them are scored in proportion. Without a scale
   * the sum is the score.
   */
  scale?: { low: number; high: number };
  /** The text of the report for a score; may be empty. */
  texts: (Band & { text: Texts })[];
}

/** A weighted sum of traits. */
export interface SuperTrait {
  name: string;
  caption: Texts;
  traits: { trait: string; weight: number }[];
}

export interface ScoreRef {
  kind: 'trait' | 'super_trait';
  name: string;
}

/** A range of scores with its decision: 1 redirect, 2 proceed with caution, 3 or more proceed. */
interface DecisionBand extends Band {
  final: number;
  caption: Texts;
}

/**
 * Turns scores into a decision. `sum` and `minimum` take the band of a weighted sum, or of the lowest, of traits and
 * super traits. `stoplight` combines the decisions of other reducers.
 */
export type Reducer = { name: string; caption: Texts } & (
  | { type: 'sum'; of: (ScoreRef & { weight: number })[]; bands: DecisionBand[] }
  | { type: 'minimum'; of: ScoreRef[]; bands: DecisionBand[] }
  | { type: 'stoplight'; of: string[]; lights: { red: Texts; yellow: Texts; green: Texts } }
);

/** The whole content of a position, at one of its versions. */
export interface PositionContent extends Omit<Position, 'positionId'> {
  /** What people call the position. Without it they read its name (`positionName`). */
  caption?: Texts;
  /** The same of its report (`reportName`). */
  reportCaption?: Texts;
  questionnaire: Questionnaire;
  traits: Trait[];
  superTraits: SuperTrait[];
  reducers: Reducer[];
  /** The name of the reducer that gives the main score where an account names none (`mainReducerOf`). */
  mainReducer?: string;
  /** The first text of the report; may be empty. */
  reportIntroduction: Texts;
}

/** The content of a position that has only names, languages and fields: no questions and no scores. */
export const NOTHING_TO_ANSWER: Omit<PositionContent, keyof Position> = {
  questionnaire: { introduction: {}, questionsPerPage: 1, questions: [] },
  traits: [],
  superTraits: [],
  reducers: [],
  reportIntroduction: {},
};

/** A checked position file. A position without an id gets one when it is stored. */
export interface PositionFile extends PositionContent {
  positionId?: EntityId;
}

/**
 * The names of mandatory custom fields that are absent or blank, in order. Only the fields of the given person count.
 */
function missingFields(
  fields: readonly ApplicationField[],
  customFields: readonly CustomField[],
  giver: 'partner' | 'applicant',
): string[] {
  const given = new Map(fields.filter(({ value }) => value.trim() !== '').map(({ name, value }) => [name, value]));
  // A mandatory box must be ticked.
  const isGiven = ({ aname, type }: CustomField): boolean =>
    given.has(aname) && !(type?.kind === 'checkbox' && given.get(aname) === 'false');
  return customFields.filter((field) => field.mandatory && field[giver] && !isGiven(field)).map((field) => field.aname);
}

/**
 * The names of the fields that the position requires of the partner and that are absent or blank, in the position's
 * order. Any of them is error 1716 (contract, section 6, application_create).
 */
export function missingPartnerFields(
  { customFields }: Pick<Position, 'customFields'>,
  fields: readonly ApplicationField[],
): string[] {
  return missingFields(fields, customFields, 'partner');
}

/** The same for the fields that the candidate must give, at the submission (contract, section 6, score_calc_set). */
export function missingApplicantFields(
  { customFields }: Pick<Position, 'customFields'>,
  fields: readonly ApplicationField[],
): string[] {
  return missingFields(fields, customFields, 'applicant');
}
