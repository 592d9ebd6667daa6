import { type Question } from '../position/position.js';

/** The values that the answers to a question can have. */
export interface ItemRange {
  low: number;
  high: number;
  /** The value of a choice, by its `a`. */
  valueOf: ReadonlyMap<number | string, number>;
}

/**
 * The range of each question, by its name. To be made once for all traits, because it goes through every choice of the
 * position.
 */
export function itemRanges(questions: readonly Question[]): Map<string, ItemRange> {
  return new Map(
    questions.map(({ q, choices }) => {
      const values = choices.map(({ value }) => value);
      const valueOf = new Map<number | string, number>(choices.map(({ a, value }) => [a, value]));
      return [q, { low: Math.min(...values), high: Math.max(...values), valueOf }];
    }),
  );
}
