import { type FieldTypeDocument } from '../fields/field-type-document.js';
import { type Texts } from './position.js';

/**
 * A position in the form of its file (position.schema.json defines what is valid). A part that may be missing has a
 * default, which `readPositionDocument` fills in.
 */
export interface PositionDocument {
  position_id?: string | number;
  aname: string;
  caption?: Texts;
  report_name?: string;
  languages: string[];
  custom_fields?: CustomFieldDocument[];
  questionnaire?: QuestionnaireDocument;
  traits?: TraitDocument[];
  super_traits?: SuperTraitDocument[];
  reducers?: ReducerDocument[];
  main_reducer?: string;
  report?: { caption?: Texts; introduction?: Texts };
}

export interface CustomFieldDocument extends FieldTypeDocument {
  aname: string;
  caption?: Texts;
  mandatory?: boolean;
  partner?: boolean;
  applicant?: boolean;
}

export interface QuestionnaireDocument {
  introduction?: Texts;
  questions_per_page?: number;
  /** Lists of choices that several questions may name. */
  scales?: Record<string, ChoiceDocument[]>;
  questions: QuestionDocument[];
}

export interface ChoiceDocument {
  a: number;
  value?: number;
  text: Texts;
}

export interface QuestionDocument {
  /** A number and its text are the same name. */
  q: string | number;
  caption?: Texts;
  text: Texts;
  type?: 'choice' | 'text';
  optional?: boolean;
  scale?: string;
  choices?: ChoiceDocument[];
  max_length?: number;
}

export interface TraitDocument {
  name: string;
  caption: Texts;
  items: { q: string | number; weight?: number; reverse?: boolean }[];
  scale?: { low: number; high: number };
  texts?: { below?: number; text: Texts }[];
}

interface SuperTraitDocument {
  name: string;
  caption: Texts;
  traits: { trait: string; weight?: number }[];
}

/** Exactly one of `trait` and `super_trait`. */
export interface ScoreDocument {
  trait?: string;
  super_trait?: string;
}

interface DecisionBandDocument {
  below?: number;
  final: number;
  caption: Texts;
}

export type ReducerDocument = { name: string; caption: Texts } & (
  | { type: 'sum'; of: (ScoreDocument & { weight?: number })[]; bands: DecisionBandDocument[] }
  | { type: 'minimum'; of: ScoreDocument[]; bands: DecisionBandDocument[] }
  | { type: 'stoplight'; of: string[]; lights: { red: Texts; yellow: Texts; green: Texts } }
);
