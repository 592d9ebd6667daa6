import { DAY_MS } from '../calendar.js';

export interface ReminderTimes {
  /** When the candidate was invited last, ms. */
  invitedAt: number;
  /** When the last reminder was queued, ms. */
  remindedAt: number | undefined;
  /** The application's expiry, ms. */
  expiresAt: number;
  /** How many days after the invitation the account reminds. */
  after: number | undefined;
  /** How many days before the end the account reminds. */
  before: number | undefined;
}

/**
 * When a candidate is to be reminded next, ms; undefined for never. It may have passed: a reminder that we missed is
 * sent late. Nobody gets two messages within a day, so a reminder that would come that soon after the invitation or
 * after the one before is left out.
 */
export function nextReminderAt({
  invitedAt,
  remindedAt = invitedAt,
  expiresAt,
  after,
  before,
}: ReminderTimes): number | undefined {
  const from = Math.max(invitedAt, remindedAt) + DAY_MS;
  const wanted = [
    ...(after === undefined ? [] : [invitedAt + after * DAY_MS]),
    ...(before === undefined ? [] : [expiresAt - before * DAY_MS]),
  ];
  const due = wanted.filter((at) => at >= from && at < expiresAt);
  return due.length > 0 ? Math.min(...due) : undefined;
}
