import { cutSecrets } from './cut-secrets.js';
import { type NotificationRequest } from './notification-request.js';
import { outcomeOf, type AttemptOutcome, type AttemptResult } from './outcome.js';

/** The content of one attempt. */
export interface Delivery extends NotificationRequest {
  /** The id is the same on every attempt of a notification. */
  webhookId: string;
  /** The number of the attempt, from 1. */
  attempt: number;
}

/**
 * The course and the result of one attempt. Times are in whole milliseconds. A time is absent when the attempt did not
 * reach or did not need that step.
 */
export interface Attempt {
  /** Instant, ms. */
  startedAt: number;
  dnsMs?: number;
  connectMs?: number;
  /** The time from the beginning until the headers of the response. Interim responses do not count. */
  firstByteMs?: number;
  totalMs: number;
  result: AttemptResult;
  /** Whether our own egress guard refused the attempt. */
  blocked: boolean;
  /** The address that was called, or the last one that was tried. */
  address?: string;
  /** The first 4 KiB of the response's body, read as UTF-8. */
  reply: string;
}

/** An attempt as it is recorded and shown. A value that does not exist is null. */
export interface RecordedAttempt {
  /** The number of the attempt, from 1. */
  number: number;
  startedAt: number;
  dnsMs: number | null;
  connectMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
  outcome: AttemptOutcome;
  status: number | null;
  fault: string | null;
  address: string | null;
  reply: string;
}

/** An attempt that was not made, and the reason. */
export function noAttempt(startedAt: number, fault: string): Attempt {
  return { startedAt, totalMs: 0, result: { fault }, blocked: false, reply: '' };
}

/**
 * The outcome of an attempt for an account that has these statuses tried again. The account's secrets are cut out of
 * the reply, because a receiver may send back what it got.
 */
export function judgeAttempt(
  { result, blocked, ...made }: Attempt,
  {
    number,
    retriedStatuses,
    secrets,
  }: { number: number; retriedStatuses: readonly number[]; secrets: readonly string[] },
): RecordedAttempt {
  return {
    number,
    startedAt: made.startedAt,
    dnsMs: made.dnsMs ?? null,
    connectMs: made.connectMs ?? null,
    firstByteMs: made.firstByteMs ?? null,
    totalMs: made.totalMs,
    outcome: blocked ? 'blocked' : outcomeOf(result, retriedStatuses),
    status: 'status' in result ? result.status : null,
    fault: 'fault' in result ? result.fault : null,
    address: made.address ?? null,
    reply: cutSecrets(made.reply, secrets),
  };
}
