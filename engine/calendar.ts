/** What a day column shows when there is no day (contract, section 6). */
export const NO_DATE = '1900-01-01';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an application lives unless set otherwise: 3650 days of 24 hours, in milliseconds. */
export const DEFAULT_LIFETIME_MS = 3650 * DAY_MS;

/** The UTC day `YYYY-MM-DD` of an instant in ms; a RangeError outside the years 0001 to 9999. */
export function dayOf(ms: number): string {
  const text = new Date(ms).toISOString();
  // Outside 0..9999 the year is written with a sign and six digits.
  if (text.length !== 24 || text.startsWith('0000')) throw new RangeError(`no day for the instant ${ms}`);
  return text.slice(0, 10);
}

/** The last millisecond of a UTC day `YYYY-MM-DD`, as an instant in ms; undefined when that is no real day. */
export function endOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day.startsWith('0000')) return undefined;
  const start = Date.parse(`${day}T00:00:00.000Z`);
  // Engines may roll 30 February over into March; such a day doesn't come back as it was written.
  if (Number.isNaN(start) || dayOf(start) !== day) return undefined;
  return start + DAY_MS - 1;
}
