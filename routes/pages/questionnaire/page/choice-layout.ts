import { type PositionContent, type Question } from '../../../../engine/position/position.js';
import { textIn } from '../../../../engine/position/texts.js';
import { textWidth } from './text-width.js';

/** How the choices of a question stand. */
export interface ChoiceLayout {
  /**
   * The width in rem from which all choices stand in one row. Below it they stand in one column. Undefined when they
   * never fit into a row. The stylesheet has a rule for each width.
   */
  rowFrom: RowWidth | undefined;
  /** Whether a row shows numbered points, with the words of the ends and the middle below it. */
  numbered: boolean;
}

const ROW_WIDTHS = [18, 24, 30, 36, 42] as const;
type RowWidth = (typeof ROW_WIDTHS)[number];

/** The number of points from which a scale is numbered. */
const NUMBERED_FROM = 7;
/** A text of more characters is a statement and not a point of a scale. */
const LONGEST_POINT = 40;
const LINES = 3;
// In rem, as in candidate.css: what a choice takes beside its text, and the size of that text.
const AROUND = 0.93;
const FONT = 0.95;
const GAP = 0.4;
// The width of a numbered point, for a finger.
const POINT = 2.5;

/**
 * Decides how the choices of a question stand, over all languages of the position, so that the answers of two languages
 * compare. From seven points on, a scale that a trait scores shows numbers, because words would not fit.
 */
export function choiceLayout({ q, choices }: Question, { languages, traits }: PositionContent): ChoiceLayout {
  const said = languages.map((languageId) => choices.map(({ text }) => textIn(text, languageId, ...languages)));
  const texts = said.flat();
  if (texts.some((text) => [...text].length > LONGEST_POINT)) return { rowFrom: undefined, numbered: false };
  const plain = choices.length * (widest(texts) + AROUND) + (choices.length - 1) * GAP;
  const isScale = traits.some(({ items }) => items.some((item) => item.q === q));
  const short = texts.every((text) => [...text].length <= 3);
  if (choices.length < NUMBERED_FROM || !isScale || short) return { rowFrom: roomFor(plain), numbered: false };
  const ends = said.flatMap(endsOf);
  return { rowFrom: roomFor(Math.max(choices.length * POINT, 3 * widest(ends) + 1)), numbered: true };
}

/** Gives what stands below the ends of a numbered row, and below its middle if a point is there. */
export function endsOf<T>(choices: readonly T[]): T[] {
  const middle = choices.length % 2 === 1 ? [choices[(choices.length - 1) / 2]!] : [];
  return [choices[0]!, ...middle, choices.at(-1)!];
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => textWidth(text, LINES))) * FONT;

const roomFor = (width: number): RowWidth | undefined => ROW_WIDTHS.find((room) => room >= width);
