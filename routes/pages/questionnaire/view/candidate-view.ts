import { type Progress } from '../../../../db/applications/questionnaire-progress.js';
import { type Question } from '../../../../engine/position/position.js';
import { type AskedField, askedFields } from './asked-fields.js';
import { type Visit } from './find-visit.js';
import { usableProgress } from './usable-progress.js';
import { type PageWords } from '../../../../engine/languages/eng.js';
import { languageOf } from '../../../../engine/languages/languages.js';

/** A question and where it stands. */
export interface Item {
  question: Question;
  /** From 1, over all pages. */
  number: number;
  /** From 1. */
  page: number;
  /** Of its first control. */
  id: string;
  /** Of its controls in forms. */
  name: string;
}

/** A field of the start page. */
export interface FieldItem extends AskedField {
  id: string;
  formName: string;
}

/** A questionnaire as a candidate sees it just now. */
export interface CandidateView extends Visit {
  words: PageWords;
  fields: FieldItem[];
  items: Item[];
  /** How many pages of questions there are. */
  pages: number;
  /** By the names of controls: what is kept or stored of each, as text. */
  values: Map<string, string>;
}

/** Kept answers that the position no longer takes, and kept fields that it no longer asks for, are left out. */
export function candidateView(visit: Visit, progress: Progress): CandidateView {
  const { questions, questionsPerPage } = visit.content.questionnaire;
  const words = languageOf(visit.languageId).pages;
  const fields = askedFields({ ...visit, words }).map((field, index) => ({
    ...field,
    id: `f-${index + 1}`,
    formName: fieldControl(field.name),
  }));
  const items = questions.map((question, index) => ({
    question,
    number: index + 1,
    page: Math.floor(index / questionsPerPage) + 1,
    id: `q-${index + 1}`,
    name: answerControl(question.q),
  }));
  const pages = Math.ceil(questions.length / questionsPerPage);
  return { ...visit, words, fields, items, pages, values: valuesOf(progress, fields, items) };
}

/** How many questions are answered. */
export function answeredCount({ items, values }: CandidateView): number {
  return items.filter(({ name }) => values.has(name)).length;
}

/** What can't be left open and is, in order; the start is page 0. */
export function openItems({ fields, items, values }: CandidateView): { page: number; id: string; name: string }[] {
  const isOpen = (name: string) => (values.get(name) ?? '') === '';
  return [
    ...fields
      .filter(({ mandatory, formName }) => mandatory && isOpen(formName))
      .map(({ id, formName }) => ({ page: 0, id, name: formName })),
    ...items.filter(({ question, name }) => !question.optional && isOpen(name)),
  ];
}

/**
 * The page to go on with: the start while nothing is answered, then the first one where something is open that can't be
 * left so, or that was not come to yet; when there is none, the last one (`pages + 1`), where the answers are sent.
 */
export function resumePage(view: CandidateView): number {
  const answered = view.items.filter(({ name }) => view.values.has(name));
  if (answered.length === 0) return 0;
  const open = openItems(view)[0]?.page ?? view.pages + 1;
  const untouched = Math.max(...answered.map(({ page }) => page)) + 1;
  return Math.min(open, untouched);
}

function valuesOf(progress: Progress, fields: FieldItem[], items: Item[]): Map<string, string> {
  const kept = usableProgress({ questions: items.map(({ question }) => question), fields }, progress);
  const stored = fields.map(({ formName, stored }) => [formName, stored] as const);
  const filledIn = kept.fields.map(({ name, value }) => [fieldControl(name), value] as const);
  const answers = kept.answers.map(({ q, a }) => [answerControl(q), String(a)] as const);
  return new Map([...stored, ...filledIn, ...answers]);
}

const fieldControl = (name: string): string => `f.${name}`;
const answerControl = (question: string): string => `q.${question}`;
