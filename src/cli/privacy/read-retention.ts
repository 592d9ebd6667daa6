import { countArgument } from '../input/count-argument.js';

const MAX_DAYS = 36_500;

/** Reads the days of a retention; `never` is 0. */
export function readRetention(text: string): number {
  return text === 'never' ? 0 : countArgument(1, MAX_DAYS)(text);
}
