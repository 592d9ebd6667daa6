import { endOfDay } from '../../../engine/calendar.js';
import { type Refusal, refuseFaults } from '../../../engine/refusal.js';

/** The end of the last day (UTC) on which a credential works, in ms, or the refusal. Undefined for no such day. */
export function expiryOf(day: string | undefined, now: number): number | undefined | Refusal {
  if (day === undefined) return undefined;
  const end = endOfDay(day);
  if (end !== undefined && end > now) return end;
  return refuseFaults([{ pointer: '/expires', detail: 'must be a day (YYYY-MM-DD) that is not over' }]);
}
