/** The value of a day column without a day (contract, section 6). */
export const NO_DATE = '1900-01-01';

const DAYS_AN_ERA = 146_097;
const DAYS_FROM_YEAR_0 = 719_468;
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));

/** A day of 24 hours, in milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days an application lives by default. */
export const DEFAULT_LIFETIME_DAYS = 3650;

/** The same in milliseconds. */
export const DEFAULT_LIFETIME_MS = DEFAULT_LIFETIME_DAYS * DAY_MS;

/** The UTC day `YYYY-MM-DD` of an instant in ms. Throws a RangeError outside the years 0001 to 9999. */
export function dayOf(ms: number): string {
  // This calculates the proleptic Gregorian calendar. A year begins in March, so that the leap day is its last day. A
  // page writes a day for each row. With a Date's own text, presenting a page of 1000 takes 1.2 to 1.5 times as long.
  const days = Math.floor(ms / DAY_MS) + DAYS_FROM_YEAR_0;
  const era = Math.floor(days / DAYS_AN_ERA);
  const dayOfEra = days - era * DAYS_AN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`no day for the instant ${ms}`);
  return `${String(year).padStart(4, '0')}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
}

/** The last millisecond of a UTC day `YYYY-MM-DD`, as an instant in ms. Undefined when the day does not exist. */
export function endOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day.startsWith('0000')) return undefined;
  const start = Date.parse(`${day}T00:00:00.000Z`);
  // Engines may turn 30 February into a day in March. Such a day does not come back as it was written.
  if (Number.isNaN(start) || dayOf(start) !== day) return undefined;
  return start + DAY_MS - 1;
}
