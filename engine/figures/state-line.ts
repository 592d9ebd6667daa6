/** What the state of the whole gateway is judged by. Instants and spans in ms. */
export interface StateFacts {
  now: number;
  /** Whether the database could not be asked. The other facts are then those of the last answer. */
  databaseAway?: boolean;
  /** When the process that was seen last was seen. Undefined when none has ever been. */
  lastSeenAt: number | undefined;
  /** How long the oldest row that no pause holds back has been due. */
  oldestDueAgeMs: Record<Channel, number>;
  /** Notifications and messages whose attempts ended their processes. */
  parked: Record<Channel, number>;
  /** Answers 5xx in the last 5 min. */
  serverErrors: number;
  /** Attempts in the last 15 min. */
  attempts: Record<Channel, { made: number; failed: number }>;
  /** Sign-ins in the last 5 min that were refused unseen, after too many failures. */
  throttled: number;
  /** Credentials that can be used and end within 7 days. */
  endingCredentials: number;
}

type Channel = 'endpoint' | 'messages';

/** One thing that needs a look. `value` is a span in ms for `oldest_due`, and a number of things otherwise. */
export interface StateItem {
  what:
    | 'database_away'
    | 'no_process'
    | 'oldest_due'
    | 'parked'
    | 'server_errors'
    | 'attempts_failing'
    | 'sign_ins_throttled'
    | 'credentials_end';
  level: 'bad' | 'look';
  channel?: Channel;
  value?: number;
}

const SEEN_WITHIN_MS = 150_000;
const LATE_MS = 60_000;
const VERY_LATE_MS = 5 * 60_000;
/** Below this number of attempts a share says nothing. */
const ENOUGH_ATTEMPTS = 20;
const FAILING_SHARE = 0.2;
const CHANNELS = ['endpoint', 'messages'] as const;

/** What needs a look, worst first. Nothing when all is well. */
export function stateLine(facts: StateFacts): StateItem[] {
  const { now, databaseAway = false, lastSeenAt, oldestDueAgeMs, parked, attempts } = facts;
  const items: StateItem[] = [];
  const add = (is: boolean, item: StateItem): void => void (is && items.push(item));
  add(databaseAway, { what: 'database_away', level: 'bad' });
  // While the database is away nobody can be seen in it.
  add(!databaseAway && !(now - (lastSeenAt ?? 0) <= SEEN_WITHIN_MS), { what: 'no_process', level: 'bad' });
  for (const channel of CHANNELS) {
    const value = oldestDueAgeMs[channel];
    add(value > LATE_MS, { what: 'oldest_due', level: value > VERY_LATE_MS ? 'bad' : 'look', channel, value });
  }
  for (const channel of CHANNELS) {
    add(parked[channel] > 0, { what: 'parked', level: 'look', channel, value: parked[channel] });
  }
  const { serverErrors, throttled, endingCredentials } = facts;
  add(serverErrors > 0, { what: 'server_errors', level: 'look', value: serverErrors });
  for (const channel of CHANNELS) {
    const { made, failed } = attempts[channel];
    const failing = made >= ENOUGH_ATTEMPTS && failed > FAILING_SHARE * made;
    add(failing, { what: 'attempts_failing', level: 'look', channel, value: failed });
  }
  add(throttled > 0, { what: 'sign_ins_throttled', level: 'look', value: throttled });
  add(endingCredentials > 0, { what: 'credentials_end', level: 'look', value: endingCredentials });
  const isBad = ({ level }: StateItem): number => (level === 'bad' ? 0 : 1);
  return items.sort((one, other) => isBad(one) - isBad(other));
}
