const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How many times a day an invitation may be sent again. */
export const RESENDS_A_DAY = 5;

/** When an invitation was asked for, as stored with its row in the queue. */
export interface InvitationOrders {
  /** The number of orders so far, the order of the application included. */
  sending: number;
  /** The instants of the orders that still count, ms, the newest one last. */
  asked: number[];
}

/** The orders of an invitation that is asked for for the first time. */
export function firstOrder(now: number): InvitationOrders {
  return { sending: 1, asked: [now] };
}

/**
 * The orders with one more, or the time until one more is allowed (ms). A minute must have passed since the last order,
 * and in any 24 hours at most five are allowed besides the first.
 */
export function orderAgain({ sending, asked }: InvitationOrders, now: number): InvitationOrders | { waitMs: number } {
  const counted = sending === 1 ? [] : asked.filter((at) => at > now - DAY);
  const allowedAt = Math.max(
    (asked.at(-1) ?? Number.NEGATIVE_INFINITY) + MINUTE,
    counted.length < RESENDS_A_DAY ? Number.NEGATIVE_INFINITY : counted.at(-RESENDS_A_DAY)! + DAY,
  );
  if (now < allowedAt) return { waitMs: allowedAt - now };
  return { sending: sending + 1, asked: [...counted, now] };
}
