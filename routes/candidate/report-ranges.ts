import { type PositionContent, type Reducer, type ScoreRef } from '../../engine/position.js';
import { roundScore } from '../../engine/scoring/round-score.js';
import { traitRange } from '../../engine/scoring/traits.js';

/** The lowest and the highest score that there can be. */
export interface Range {
  low: number;
  high: number;
}

export interface ReportRanges {
  traits: ReadonlyMap<string, Range>;
  superTraits: ReadonlyMap<string, Range>;
  /** Undefined for a stoplight, which has no line of scores. */
  ofReducer(reducer: Reducer): Range | undefined;
}

/** Between which ends each score of a position can lie. */
export function reportRanges({ traits, superTraits, questionnaire }: PositionContent): ReportRanges {
  const ofTraits = new Map(traits.map((trait) => [trait.name, traitRange(trait, questionnaire.questions)]));
  const ofSuperTraits = new Map(
    superTraits.map(({ name, traits: parts }) => [
      name,
      weighted(parts.map(({ trait, weight }) => ({ weight, ...ofTraits.get(trait)! }))),
    ]),
  );
  const rangeOf = ({ kind, name }: ScoreRef): Range => (kind === 'trait' ? ofTraits : ofSuperTraits).get(name)!;
  return {
    traits: ofTraits,
    superTraits: ofSuperTraits,
    ofReducer(reducer) {
      if (reducer.type === 'stoplight') return undefined;
      if (reducer.type === 'sum')
        return weighted(reducer.of.map((part) => ({ weight: part.weight, ...rangeOf(part) })));
      const ranges = reducer.of.map(rangeOf);
      return { low: Math.min(...ranges.map(({ low }) => low)), high: Math.min(...ranges.map(({ high }) => high)) };
    },
  };
}

function weighted(parts: (Range & { weight: number })[]): Range {
  let [low, high] = [0, 0];
  for (const part of parts) {
    low += part.weight * (part.weight < 0 ? part.high : part.low);
    high += part.weight * (part.weight < 0 ? part.low : part.high);
  }
  return { low: roundScore(low), high: roundScore(high) };
}
