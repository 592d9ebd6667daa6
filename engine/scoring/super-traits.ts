import { type SuperTrait } from '../position/position.js';
import { type Scores } from './traits.js';

/** The unrounded score of each super trait: the weighted sum of its traits' unrounded scores. */
export function scoreSuperTraits(superTraits: readonly SuperTrait[], traits: Scores): Scores {
  return Object.fromEntries(
    superTraits.map(({ name, traits: parts }) => [
      name,
      parts.reduce((sum, { trait, weight }) => sum + weight * traits[trait]!, 0),
    ]),
  );
}
