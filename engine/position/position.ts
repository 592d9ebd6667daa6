import { type ApplicationField } from '../application/application-fields.js';
import { type EntityId } from '../entity-id.js';

/** Texts by language id. */
export type Texts = Record<string, string>;

/** A field of the application form that one position adds to the known candidate fields. */
export interface CustomField {
  aname: string;
  /** The label; languages may be missing. */
  caption: Texts;
  mandatory: boolean;
  /** The partner gives it when ordering. */
  partner: boolean;
  /** The candidate gives it when answering. */
  applicant: boolean;
}

/** An assessment type that can be ordered: what the list of positions and an order need of it. */
export interface Position {
  positionId: EntityId;
  aname: string;
  reportName: string;
  languages: string[];
  customFields: CustomField[];
}

/** One of the answers that a choice question offers. */
export interface Choice {
  /** What an answer names it by. */
  a: number;
  /** What it counts in traits. */
  value: number;
  text: Texts;
}

export interface Question {
  q: string;
  /** A short name; empty without one. */
  caption: Texts;
  text: Texts;
  type: 'choice' | 'text';
  optional: boolean;
  /** Empty for a text question. */
  choices: Choice[];
  /** Of a text answer, in characters. */
  maxLength: number;
}

export interface Questionnaire {
  /** What the candidate reads first; may be empty. */
  introduction: Texts;
  questionsPerPage: number;
  questions: Question[];
}

/**
 * A range of the line of scores, from the end of the one before up to, not including, `below`; the last one has no end.
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
   * What the lowest and the highest possible sum become, all between in proportion; without it the sum is the score.
   */
  scale?: { low: number; high: number };
  /** What the report says of a score; may be empty. */
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
 * What turns scores into a decision: the band in which a weighted sum (`sum`) or the lowest (`minimum`) of traits and
 * super traits lies, or the decisions of other reducers taken together (`stoplight`).
 */
export type Reducer = { name: string; caption: Texts } & (
  | { type: 'sum'; of: (ScoreRef & { weight: number })[]; bands: DecisionBand[] }
  | { type: 'minimum'; of: ScoreRef[]; bands: DecisionBand[] }
  | { type: 'stoplight'; of: string[]; lights: { red: Texts; yellow: Texts; green: Texts } }
);

/** All that a position is, at one of its versions. */
export interface PositionContent extends Omit<Position, 'positionId'> {
  questionnaire: Questionnaire;
  traits: Trait[];
  superTraits: SuperTrait[];
  reducers: Reducer[];
  /** What the report says first; may be empty. */
  reportIntroduction: Texts;
}

/** What a position has that only lists names, languages and fields: nothing to answer, nothing to score. */
export const NOTHING_TO_ANSWER: Omit<PositionContent, keyof Position> = {
  questionnaire: { introduction: {}, questionsPerPage: 1, questions: [] },
  traits: [],
  superTraits: [],
  reducers: [],
  reportIntroduction: {},
};

/** A checked position file; without an id the position gets one when it is stored. */
export interface PositionFile extends PositionContent {
  positionId?: EntityId;
}

/** Names of custom fields that are mandatory for the one who is to give them and that are absent or blank, in order. */
function missingFields(
  fields: readonly ApplicationField[],
  customFields: readonly CustomField[],
  giver: 'partner' | 'applicant',
): string[] {
  const given = new Set(fields.filter(({ value }) => value.trim() !== '').map(({ name }) => name));
  return customFields
    .filter((field) => field.mandatory && field[giver] && !given.has(field.aname))
    .map((field) => field.aname);
}

/**
 * Names of the fields that the position requires of the partner and that are absent or blank, in the position's order;
 * any is error 1716 (contract, section 6, application_create).
 */
export function missingPartnerFields(
  { customFields }: Pick<Position, 'customFields'>,
  fields: readonly ApplicationField[],
): string[] {
  return missingFields(fields, customFields, 'partner');
}

/** The same of the candidate, at the submission (contract, section 6, score_calc_set). */
export function missingApplicantFields(
  { customFields }: Pick<Position, 'customFields'>,
  fields: readonly ApplicationField[],
): string[] {
  return missingFields(fields, customFields, 'applicant');
}
