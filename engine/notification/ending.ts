import { outcomeOf } from './outcome.js';

/** Why a notification is not sent any more, or for a live one why it is not delivered yet. */
export type NotificationReason =
  | 'delivered'
  | 'final-status'
  | 'redirect'
  | 'expired'
  | 'cancelled'
  | 'parked'
  | 'under-way'
  | 'paused'
  | 'retried'
  | 'no-response'
  | 'waiting';

interface Ended {
  state: 'live' | 'delivered' | 'rejected' | 'expired' | 'cancelled' | 'parked';
  underWay: boolean;
  paused: boolean;
  lastStatus: number | undefined;
  lastFault: string | undefined;
}

/** Tells why a notification is in its state, so that people need not know the rules (contract, section 8). */
export function reasonOf({ state, underWay, paused, lastStatus, lastFault }: Ended): NotificationReason {
  if (state === 'rejected') return lastStatus !== undefined && isRedirect(lastStatus) ? 'redirect' : 'final-status';
  if (state !== 'live') return state;
  if (underWay) return 'under-way';
  if (paused) return 'paused';
  if (lastFault !== undefined) return 'no-response';
  return lastStatus === undefined ? 'waiting' : 'retried';
}

/** The status that would be tried again if it were in `http_err`, in which it is not yet. */
export function missingStatus(
  { state, lastStatus }: Pick<Ended, 'state' | 'lastStatus'>,
  retriedStatuses: readonly number[],
): number | undefined {
  if (state !== 'rejected' || lastStatus === undefined) return undefined;
  return outcomeOf({ status: lastStatus }, retriedStatuses) === 'rejected' ? lastStatus : undefined;
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;
