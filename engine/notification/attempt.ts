import { type NotificationRequest } from './notification-request.js';
import { outcomeOf, type AttemptOutcome, type AttemptResult } from './outcome.js';

/** What one attempt sends. */
export interface Delivery extends NotificationRequest {
  /** The same on every attempt of a notification. */
  webhookId: string;
  /** From 1. */
  attempt: number;
}

/** What one attempt did and what came back. Whole milliseconds; absent what it did not reach or did not need. */
export interface Attempt {
  /** Instant, ms. */
  startedAt: number;
  dnsMs?: number;
  connectMs?: number;
  /** From the beginning until the headers of the response, interim ones not counted. */
  firstByteMs?: number;
  totalMs: number;
  result: AttemptResult;
  /** Refused by our own egress guard. */
  blocked: boolean;
  /** The address called, or tried last. */
  address?: string;
  /** The first 4 KiB of the response's body, read as UTF-8. */
  reply: string;
}

/** An attempt as it is recorded and shown: null what there was not. */
export interface RecordedAttempt {
  /** From 1. */
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

/** An attempt that was not made, and why. */
export function noAttempt(startedAt: number, fault: string): Attempt {
  return { startedAt, totalMs: 0, result: { fault }, blocked: false, reply: '' };
}

/** What an attempt means to an account that has these statuses tried again. */
export function judgeAttempt(
  { result, blocked, ...made }: Attempt,
  { number, retriedStatuses }: { number: number; retriedStatuses: readonly number[] },
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
    reply: made.reply,
  };
}
