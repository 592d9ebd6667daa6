/** What one attempt ended in: a status, or no response at all with the word for why. */
export type AttemptResult = { status: number } | { fault: string };

/** `blocked` is a refusal of our own egress guard; it is retried like any other lack of a response. */
export type AttemptOutcome = 'delivered' | 'no-response' | 'retried' | 'rejected' | 'blocked';

/**
 * What happens after an attempt (contract section 8): 200 is delivered; no response and the account's own `http_err`
 * statuses are tried again; every other status is final, redirects and 204 among them.
 */
export function outcomeOf(
  result: AttemptResult,
  retriedStatuses: readonly number[],
): Exclude<AttemptOutcome, 'blocked'> {
  if ('fault' in result) return 'no-response';
  if (result.status === 200) return 'delivered';
  return retriedStatuses.includes(result.status) ? 'retried' : 'rejected';
}

/** Whether nothing is sent again after it. */
export function isFinal(outcome: AttemptOutcome): outcome is 'delivered' | 'rejected' {
  return outcome === 'delivered' || outcome === 'rejected';
}
