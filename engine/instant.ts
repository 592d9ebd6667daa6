import { endOfDay } from './calendar.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/**
 * The instant (ms) of a text: an RFC 3339 date and time, or a day `YYYY-MM-DD`, which means its first moment in UTC.
 * Undefined for anything else, for days that no calendar has, and for leap seconds, which have no instant of their own.
 */
export function parseInstant(text: string): number | undefined {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || endOfDay(day) === undefined) return undefined;
  const ms = Date.parse(text.toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}
