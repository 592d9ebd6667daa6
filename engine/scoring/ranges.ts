import { type PositionContent, type Reducer, type ScoreRef } from '../position/position.js';
import { itemRanges } from './item-ranges.js';
import { roundScore } from './round-score.js';
import { traitRange } from './traits.js';

/** The lowest and the highest possible score. */
export interface Range {
  low: number;
  high: number;
}

/** The ranges, each by its name. */
export interface ScoreRanges {
  traits: ReadonlyMap<string, Range>;
  superTraits: ReadonlyMap<string, Range>;
  /** Without the stoplights, because they have no line of scores. */
  reducers: ReadonlyMap<string, Range>;
}

/**
 * The range of each score of a position, rounded as scores are. To be made once for a report, because it goes through
 * the whole position.
 */
export function scoreRanges({
  questionnaire,
  traits,
  superTraits,
  reducers,
}: Pick<PositionContent, 'questionnaire' | 'traits' | 'superTraits' | 'reducers'>): ScoreRanges {
  const items = itemRanges(questionnaire.questions);
  const ofTraits = new Map(traits.map((trait) => [trait.name, traitRange(trait, items)]));
  const ofSuperTraits = new Map(
    superTraits.map(({ name, traits: parts }) => [
      name,
      weighted(parts.map(({ trait, weight }) => ({ weight, ...ofTraits.get(trait)! }))),
    ]),
  );
  const rangeOf = ({ kind, name }: ScoreRef): Range => (kind === 'trait' ? ofTraits : ofSuperTraits).get(name)!;
  const ofReducers = reducers.flatMap((reducer) => {
    const range = reducerRange(reducer, rangeOf);
    return range ? [[reducer.name, range] as const] : [];
  });
  return { traits: rounded(ofTraits), superTraits: rounded(ofSuperTraits), reducers: rounded(new Map(ofReducers)) };
}

function reducerRange(reducer: Reducer, rangeOf: (ref: ScoreRef) => Range): Range | undefined {
  if (reducer.type === 'stoplight') return undefined;
  if (reducer.type === 'sum') return weighted(reducer.of.map((part) => ({ weight: part.weight, ...rangeOf(part) })));
  const ranges = reducer.of.map(rangeOf);
  return { low: Math.min(...ranges.map(({ low }) => low)), high: Math.min(...ranges.map(({ high }) => high)) };
}

function weighted(parts: (Range & { weight: number })[]): Range {
  let [low, high] = [0, 0];
  for (const part of parts) {
    low += part.weight * (part.weight < 0 ? part.high : part.low);
    high += part.weight * (part.weight < 0 ? part.low : part.high);
  }
  return { low, high };
}

function rounded(ranges: ReadonlyMap<string, Range>): Map<string, Range> {
  return new Map([...ranges].map(([name, { low, high }]) => [name, { low: roundScore(low), high: roundScore(high) }]));
}
