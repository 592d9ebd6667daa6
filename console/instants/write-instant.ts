import { words } from '../words/words.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Words such as "4 s ago" or "in 3 min". Undefined for what is more than an hour away: then a date says more. */
export function relativeWords(at: number, now: number): string | undefined {
  const { time } = words.everywhere;
  const age = now - at;
  if (Math.abs(age) >= HOUR) return undefined;
  // `now` comes in steps of a second, so what happened in this one seems to be ahead of it.
  if (age <= -SECOND)
    return age > -MINUTE ? time.inSeconds(Math.ceil(-age / SECOND)) : time.inMinutes(Math.floor(-age / MINUTE));
  if (age < 2 * SECOND) return time.now;
  return age < MINUTE ? time.seconds(Math.floor(age / SECOND)) : time.minutes(Math.floor(age / MINUTE));
}

/** A date and time of 24 hours, in UTC or in the zone of the browser. `now` leaves the year of today out. */
export function writeInstant(
  at: number,
  { utc, now, precise }: { utc: boolean; now: number; precise: boolean },
): string {
  const date = new Date(at);
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...(utc && { timeZone: 'UTC' }),
    day: 'numeric',
    month: 'short',
    ...(date.getUTCFullYear() !== new Date(now).getUTCFullYear() && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(precise && { second: '2-digit' }),
    hourCycle: 'h23',
  }).format(date);
  return utc ? `${parts} UTC` : parts;
}

/** The same instant for its title, always with its zone: `2026-11-26 14:02:11 UTC`. */
export function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
