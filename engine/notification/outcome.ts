/**
 * The result of one attempt: a status, or the reason why there was no response that could be read. `probablyArrived` is
 * set when the other side answered in HTTP, but not well enough to be read.
 */
export type AttemptResult = { status: number } | { fault: string; probablyArrived?: boolean };

/** `blocked` is a refusal of our own egress guard. It is retried like any other attempt without a response. */
export type AttemptOutcome = 'delivered' | 'no-response' | 'retried' | 'rejected' | 'blocked';

/**
 * The outcome of an attempt (contract section 8). 200 is delivered. No response and the account's own `http_err`
 * statuses are tried again. Every other status is final, including redirects and 204.
 */
export function outcomeOf(
  result: AttemptResult,
  retriedStatuses: readonly number[],
): Exclude<AttemptOutcome, 'blocked'> {
  if ('fault' in result) return 'no-response';
  if (result.status === 200) return 'delivered';
  return retriedStatuses.includes(result.status) ? 'retried' : 'rejected';
}

/** Whether nothing is sent again after this outcome. */
export function isFinal(outcome: AttemptOutcome): outcome is 'delivered' | 'rejected' {
  return outcome === 'delivered' || outcome === 'rejected';
}
