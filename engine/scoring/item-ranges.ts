import { type Question } from '../position/position.js';

/** What the answers to a question can count. */
export interface ItemRange {
  low: number;
  high: number;
  /** By the `a` of a choice. */
  valueOf: ReadonlyMap<number | string, number>;
}

/**
 * The range of each question by its name. To be made once for all traits: it goes through every choice of the position.
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
