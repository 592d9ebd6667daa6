import { type Answer } from './answers.js';
import { type Question, type Trait } from '../position/position.js';
import { type ItemRange, itemRanges } from './item-ranges.js';

/** The scores by name, rounded or not. */
export type Scores = Record<string, number>;

/**
 * The unrounded score of each trait: the weighted sum of the values of its items, on the trait's scale. The value of a
 * reverse-keyed item is as far from the top as its answer is from the bottom. An optional item without an answer has
 * the middle value of its choices, so that it moves the trait in neither direction.
 */
export function scoreTraits(
  traits: readonly Trait[],
  questions: readonly Question[],
  answers: readonly Answer[],
): Scores {
  const ranges = itemRanges(questions);
  const values = new Map(answers.map((answer) => [answer.q, answer.a]));
  return Object.fromEntries(
    traits.map((trait) => {
      const sum = trait.items.reduce((before, { q, weight, reverse }) => {
        const { low, high, valueOf } = ranges.get(q)!;
        const value = valueOf.get(values.get(q)!) ?? (low + high) / 2;
        return before + weight * (reverse ? low + high - value : value);
      }, 0);
      return [trait.name, onScale(trait, sum, sumRange(trait, ranges))];
    }),
  );
}

/** The lowest and highest unrounded score that a trait can have, given the ranges of the questions. */
export function traitRange(trait: Trait, items: ReadonlyMap<string, ItemRange>): { low: number; high: number } {
  return trait.scale ?? sumRange(trait, items);
}

function sumRange({ items }: Trait, ranges: ReadonlyMap<string, ItemRange>): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const { q, weight } of items) {
    const item = ranges.get(q)!;
    low += weight * (weight < 0 ? item.high : item.low);
    high += weight * (weight < 0 ? item.low : item.high);
  }
  return { low, high };
}

function onScale({ scale }: Trait, sum: number, { low, high }: { low: number; high: number }): number {
  return scale ? scale.low + ((sum - low) / (high - low)) * (scale.high - scale.low) : sum;
}
