/** The plan that a measured sender of notifications gets, in PLAN as JSON. */
export interface NotificationPlan {
  sinkUrl: string;
  databaseUrl?: string;
  redisUrl?: string;
  /** The rates in completions a second. Each lasts `seconds`. */
  rates: number[];
  seconds: number;
  backlog: number;
}

/** The number of the notifier's own statements. BEGIN, COMMIT and ROLLBACK are counted in `control`. */
export interface Statements {
  sql: number;
  control: number;
}

export interface RateResult {
  perSecond: number;
  /** The completions a second that were really committed. */
  reached: number;
  notifications: number;
  duplicates: number;
  p50: number;
  p95: number;
  p99: number;
  statements?: Statements;
}

export interface FlatResult {
  notifications: number;
  duplicates: number;
  seconds: number;
  statements?: Statements;
}

export interface NotificationResult {
  rates: RateResult[];
  flat: FlatResult;
}

/** All senders have the same limits: requests under way at the same time, and connections to an origin. */
export const SLOTS = 256;
export const CONNECTIONS_PER_ORIGIN = 8;
export const ACCOUNTS = 50;
export const WARM_UP = 200;

/** Gives the number of all notifications that a plan makes. */
export const notificationsOf = ({ rates, seconds, backlog }: NotificationPlan): number =>
  WARM_UP + backlog + rates.reduce((sum, rate) => sum + rate * seconds, 0);

/** Gives the body that every sender posts. An account with extended notifications gets this body. */
export const bodyOf = (applicationId: string): string =>
  JSON.stringify({
    application_id: applicationId,
    position_id: '30000001',
    aname: 'Customer Service',
    started: '2026-01-05',
    completed: '2026-01-09',
    report_id: '30000001',
    report_name: 'Customer Service Report',
  });
