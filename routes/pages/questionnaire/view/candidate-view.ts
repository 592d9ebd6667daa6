import { type Progress } from '../../../../db/applications/questionnaire-progress.js';
import { type Question } from '../../../../engine/position/position.js';
import { type AskedField, askedFields, type KnownOfCandidate } from './asked-fields.js';
import { type CandidateLink, type PreviewLink } from './candidate-link.js';
import { type Visit } from './find-visit.js';
import { usableProgress } from './usable-progress.js';
import { type PageWords } from '../../../../engine/languages/eng.js';
import { languageOf } from '../../../../engine/languages/languages.js';

/** A question and its place. */
export interface Item {
  question: Question;
  /** Counted from 1 over all pages. */
  number: number;
  /** Counted from 1. */
  page: number;
  /** The id of the element that holds it. */
  id: string;
  /** The name of its controls in forms. */
  name: string;
}

/** A field of the start page. */
export interface FieldItem extends AskedField {
  id: string;
  formName: string;
}

/** What the pages of a questionnaire show. */
export interface PageView extends Pick<Visit, 'content' | 'languageId' | 'privacy' | 'identity'> {
  application: KnownOfCandidate;
  link: CandidateLink | PreviewLink;
  words: PageWords;
  fields: FieldItem[];
  items: Item[];
  /** The number of pages with questions. */
  pages: number;
  /** The saved or stored values as text, by the names of controls. */
  values: Map<string, string>;
  /** The same without what was typed and could not be saved. */
  kept: ReadonlyMap<string, string>;
}

/** A questionnaire as the candidate sees it at this moment. */
export interface CandidateView extends Visit, PageView {
  application: Visit['application'];
  link: CandidateLink;
}

/**
 * Makes the view of a visit. It leaves out saved answers that the position no longer accepts, and saved fields that it
 * no longer asks for.
 */
export function candidateView(visit: Visit, progress: Progress): CandidateView {
  return { ...visit, ...pageView(visit, progress) };
}

type Shown = Pick<PageView, 'content' | 'languageId' | 'application'>;

/** What a preview shows: a position as the candidate of an account would see it. */
export type PreviewOf = Shown & Pick<PageView, 'link' | 'identity' | 'privacy'>;

/** Makes the view of a position for a candidate who does not exist, and who gives no answer. */
export function previewView(preview: PreviewOf): PageView {
  return { ...preview, ...pageView(preview, { answers: [], fields: [] }) };
}

function pageView(shown: Shown, progress: Progress): Omit<PageView, 'link' | keyof Visit> {
  const { questions, questionsPerPage } = shown.content.questionnaire;
  const words = languageOf(shown.languageId).pages;
  const fields = askedFields(shown).map((field, index) => ({
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
  const values = valuesOf(progress, fields, items);
  return { words, fields, items, pages, values, kept: values };
}

/** Counts the questions that are answered. */
export function answeredCount({ items, values }: PageView): number {
  return items.filter(({ name }) => values.has(name)).length;
}

/** Gives the questions and fields that need an answer and have none, in order. The start is page 0. */
export function openItems({ fields, items, values }: PageView): { page: number; id: string; name: string }[] {
  const isOpen = (name: string) => (values.get(name) ?? '') === '';
  return [
    ...fields
      .filter(({ mandatory, formName }) => mandatory && isOpen(formName))
      .map(({ id, formName }) => ({ page: 0, id, name: formName })),
    ...items.filter(({ question, name }) => !question.optional && isOpen(name)),
  ];
}

/**
 * Gives the page where the candidate goes on. While nothing is answered, it is the start, and while the
 * candidate has not agreed, too. Otherwise it is the first
 * page that lacks a needed answer, or the page after the last answered question if that one comes first. The last page
 * (`pages + 1`), where the answers are sent, comes only when no needed answer is missing.
 */
export function resumePage(view: CandidateView): number {
  const answered = view.items.filter(({ name }) => view.values.has(name));
  if (answered.length === 0 || view.privacy?.consent === 'needed') return 0;
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

/** Gives the name of the control of a field. */
export const fieldControl = (name: string): string => `f.${name}`;
/** Gives the name of the controls of a question. */
export const answerControl = (question: string): string => `q.${question}`;
