import { type Band } from '../position/position.js';

/**
 * The band in which a score lies: the first whose end is above it. Bands rise and the last has no end, as the
 * position's check sees to, so they cover the line without gap or overlap; a score on an end belongs to the band above.
 */
export function bandOf<B extends Band>(bands: readonly B[], score: number): B | undefined {
  return bands.find(({ below }) => below === undefined || score < below);
}
