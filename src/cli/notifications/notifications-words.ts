import { type Schema } from '../../../routes/documented.js';

/** The result of the last attempt: its status, or why there was none. */
export function lastWords({
  last_status,
  last_fault,
}: Pick<Schema<'Notification'>, 'last_status' | 'last_fault'>): string {
  return last_fault ?? (last_status === null ? '-' : String(last_status));
}

/** Why an attempt had no status, to stand beside its outcome: a blocked one does not say so twice. */
export function faultWords({
  outcome,
  fault,
}: Pick<Schema<'NotificationAttempt'>, 'outcome' | 'fault'>): string | undefined {
  return fault?.startsWith(`${outcome}: `) ? fault.slice(outcome.length + 2) : (fault ?? undefined);
}

/** When the notification ended, or what comes next. */
export function nextWords({
  ended,
  next_attempt,
  under_way,
}: Pick<Schema<'Notification'>, 'ended' | 'next_attempt' | 'under_way'>): string {
  return ended ?? (under_way ? 'under way' : (next_attempt ?? '-'));
}
