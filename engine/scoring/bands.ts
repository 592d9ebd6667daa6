import { type Band } from '../position/position.js';

/**
 * The band of a score: the first band whose end is above it. The position's check makes sure that the ends rise and the
 * last band has none, so that the bands cover the line without gap or overlap. A score on an end belongs to the band
 * above.
 */
export function bandOf<B extends Band>(bands: readonly B[], score: number): B | undefined {
  return bands.find(({ below }) => below === undefined || score < below);
}
