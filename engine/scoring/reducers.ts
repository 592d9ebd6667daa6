import { type Reducer, type ScoreRef, type Texts } from '../position/position.js';
import { bandOf } from './bands.js';
import { roundScore } from './round-score.js';
import { type Scores } from './traits.js';

/** The decision of a reducer: `final` is 1 redirect, 2 proceed with caution, 3 or more proceed. */
export interface Decision {
  score: number;
  final: number;
}

export type Decisions = Record<string, Decision>;

/**
 * The decision of each reducer, from unrounded scores. A stoplight takes only reducers that come before it; the
 * position's check makes sure of that.
 */
export function decide(reducers: readonly Reducer[], scores: { traits: Scores; superTraits: Scores }): Decisions {
  const scoreOf = ({ kind, name }: ScoreRef): number =>
    (kind === 'trait' ? scores.traits[name] : scores.superTraits[name])!;
  const decisions = new Map<string, Decision>();
  for (const reducer of reducers) decisions.set(reducer.name, decisionOf(reducer, scoreOf, decisions));
  return Object.fromEntries(decisions);
}

/** The caption of a decision by this reducer. */
export function captionOf(reducer: Reducer, { score, final }: Decision): Texts {
  if (reducer.type !== 'stoplight') return bandOf(reducer.bands, score)!.caption;
  const { red, yellow, green } = reducer.lights;
  return final === 1 ? red : final === 2 ? yellow : green;
}

function decisionOf(
  reducer: Reducer,
  scoreOf: (ref: ScoreRef) => number,
  decisions: ReadonlyMap<string, Decision>,
): Decision {
  if (reducer.type === 'stoplight') return stoplight(reducer.of.map((name) => decisions.get(name)!.final));
  const score = roundScore(
    reducer.type === 'sum'
      ? reducer.of.reduce((sum, part) => sum + part.weight * scoreOf(part), 0)
      : Math.min(...reducer.of.map(scoreOf)),
  );
  return { score, final: bandOf(reducer.bands, score)!.final };
}

/** Red (1) if any is red, green (3) if all are green, otherwise yellow (2). The score is the number of green ones. */
function stoplight(finals: number[]): Decision {
  const green = finals.filter((final) => final >= 3).length;
  const final = finals.includes(1) ? 1 : green === finals.length ? 3 : 2;
  return { score: green, final };
}
