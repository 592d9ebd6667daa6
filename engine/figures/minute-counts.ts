import { type BucketCounts, BUCKETS, type BucketKind, noCounts } from './buckets.js';

/** What one process counted in one minute. Sums over processes and minutes have the same form. */
export interface MinuteCounts {
  requests: number;
  clientErrors: number;
  serverErrors: number;
  signInsRefused: number;
  signInsThrottled: number;
  /** Sign-ins that found too many passwords being checked. */
  signInsBusy: number;
  /** Attempts to notify an endpoint by outcome. */
  delivered: number;
  retried: number;
  noResponse: number;
  rejected: number;
  blocked: number;
  /** Attempts to hand a message to the mail server, SMS gateway or outbox. */
  messagesSent: number;
  messagesFailed: number;
  /** The 99th percentile of the delay of the event loop, microseconds. Of several, the greatest. */
  loopP99Us: number;
  /** Requests, and attempts at endpoints with their lateness. */
  buckets: Record<BucketKind, BucketCounts>;
}

/** Counts of nothing. */
export function nothingCounted(): MinuteCounts {
  return {
    requests: 0,
    clientErrors: 0,
    serverErrors: 0,
    signInsRefused: 0,
    signInsThrottled: 0,
    signInsBusy: 0,
    delivered: 0,
    retried: 0,
    noResponse: 0,
    rejected: 0,
    blocked: 0,
    messagesSent: 0,
    messagesFailed: 0,
    loopP99Us: 0,
    buckets: {
      request: noCounts(BUCKETS.request),
      attempt: noCounts(BUCKETS.attempt),
      lateness: noCounts(BUCKETS.lateness),
    },
  };
}
