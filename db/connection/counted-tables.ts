import { type BucketColumns } from './bucket-columns.js';

// The part of tables.ts that is about counts. All spans and instants are in ms.

export interface GatewayMinuteRow extends BucketColumns {
  minute_ms: number;
  /** Made up at the start of each process. */
  process: string;
  kind: 'gateway' | 'notifier';
  host: string;
  pid: number;
  version: string;
  /** Until when it counted. */
  seen_ms: number;
  stopped: 0 | 1;
  requests: number;
  client_errors: number;
  server_errors: number;
  sign_ins_refused: number;
  sign_ins_throttled: number;
  sign_ins_busy: number;
  delivered: number;
  retried: number;
  no_response: number;
  rejected: number;
  blocked: number;
  messages_sent: number;
  messages_failed: number;
  loop_p99_us: number;
}

export interface QueueMinuteRow {
  minute_ms: number;
  channel: number;
  queued: number;
  due: number;
  oldest_due_age_ms: number;
  parked: number;
}

export interface QuotaCountRow {
  /** The end of the window that is counted. */
  ends_ms: number;
  quota: string;
  /** Whose quota it is: the id of an account, or the hash of a recipient. */
  holder: string;
  used: number;
}
