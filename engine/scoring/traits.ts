import { type Answer } from '../answers.js';
import { type Question, type Trait } from '../position.js';
import { roundScore } from './round-score.js';

/** The scores by name. */
export type Scores = Record<string, number>;

/**
 * The score of each trait: the weighted sum of the values of its items, on the trait's scale. A reverse-keyed item counts
 * as far from the top as its answer is from the bottom. One without an answer (it was optional) counts as the middle of
 * its choices, so that it draws the trait neither way.
 */
export function scoreTraits(
  traits: readonly Trait[],
  questions: readonly Question[],
  answers: readonly Answer[],
): Scores {
  const ranges = new Map(questions.map((question) => [question.q, rangeOf(question)]));
  const values = new Map(answers.map((answer) => [answer.q, answer.a]));
  return Object.fromEntries(
    traits.map((trait) => {
      let sum = 0;
      let lowest = 0;
      let highest = 0;
      for (const { q, weight, reverse } of trait.items) {
        const { low, high, valueOf } = ranges.get(q)!;
        const value = valueOf.get(values.get(q)!) ?? (low + high) / 2;
        sum += weight * (reverse ? low + high - value : value);
        lowest += weight * (weight < 0 ? high : low);
        highest += weight * (weight < 0 ? low : high);
      }
      return [trait.name, roundScore(onScale(trait, sum, { lowest, highest }))];
    }),
  );
}

/** The lowest and highest score that a trait can have. */
export function traitRange(trait: Trait, questions: readonly Question[]): { low: number; high: number } {
  if (trait.scale) return trait.scale;
  const ranges = new Map(questions.map((question) => [question.q, rangeOf(question)]));
  let low = 0;
  let high = 0;
  for (const { q, weight } of trait.items) {
    const range = ranges.get(q)!;
    low += weight * (weight < 0 ? range.high : range.low);
    high += weight * (weight < 0 ? range.low : range.high);
  }
  return { low: roundScore(low), high: roundScore(high) };
}

function onScale({ scale }: Trait, sum: number, { lowest, highest }: { lowest: number; highest: number }): number {
  if (!scale) return sum;
  return scale.low + ((sum - lowest) / (highest - lowest)) * (scale.high - scale.low);
}

function rangeOf({ choices }: Question) {
  const values = choices.map(({ value }) => value);
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    valueOf: new Map<number | string, number>(choices.map(({ a, value }) => [a, value])),
  };
}
