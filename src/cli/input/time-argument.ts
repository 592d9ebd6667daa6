import { InvalidArgumentError } from 'commander';
import { endOfDay } from '../../../engine/calendar.js';

const TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Reads an instant (ms) as the API does: an RFC 3339 date and time, or a day, meaning its first moment in UTC. */
export function timeArgument(text: string): number {
  const day = TIME.exec(text)?.[1];
  const ms = day === undefined || endOfDay(day) === undefined ? NaN : Date.parse(text);
  if (!Number.isNaN(ms)) return ms;
  throw new InvalidArgumentError('Write a day as 2026-03-01, or an instant as 2026-03-01T12:00:00Z.');
}
