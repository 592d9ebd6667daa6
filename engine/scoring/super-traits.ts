import { type SuperTrait } from '../position/position.js';
import { roundScore } from './round-score.js';
import { type Scores } from './traits.js';

/** The score of each super trait: the weighted sum of its traits' scores. */
export function scoreSuperTraits(superTraits: readonly SuperTrait[], traits: Scores): Scores {
  return Object.fromEntries(
    superTraits.map(({ name, traits: parts }) => [
      name,
      roundScore(parts.reduce((sum, { trait, weight }) => sum + weight * traits[trait]!, 0)),
    ]),
  );
}
