import { InvalidArgumentError } from 'commander';
import { parseInstant } from '../../../engine/instant.js';

/**
 * Reads an instant (ms) as the API does. The text is an RFC 3339 date and time, or a day, which means its first moment
 * in UTC.
 */
export function timeArgument(text: string): number {
  const ms = parseInstant(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError('Write a day as 2026-03-01, or an instant as 2026-03-01T12:00:00Z.');
}
