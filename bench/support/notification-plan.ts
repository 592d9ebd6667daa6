/** What a measured sender of notifications is told, in PLAN as JSON. */
export interface NotificationPlan {
  sinkUrl: string;
  databaseUrl?: string;
  redisUrl?: string;
  /** Completions a second, each for so many seconds. */
  rates: number[];
  seconds: number;
  backlog: number;
}

/** Of the notifier's own statements; BEGIN, COMMIT and ROLLBACK apart. */
export interface Statements {
  sql: number;
  control: number;
}

export interface RateResult {
  perSecond: number;
  /** Completions a second that were really committed. */
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

/** The measured ways to send get the same: so many under way at once, over so many connections to an origin. */
export const SLOTS = 256;
export const CONNECTIONS_PER_ORIGIN = 8;
export const ACCOUNTS = 50;
export const WARM_UP = 200;

/** How many notifications a plan makes in all. */
export const notificationsOf = ({ rates, seconds, backlog }: NotificationPlan): number =>
  WARM_UP + backlog + rates.reduce((sum, rate) => sum + rate * seconds, 0);

/** The body that every sender posts: what an account with extended notifications gets. */
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
