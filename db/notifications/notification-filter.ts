import { type EntityId } from '../../engine/entity-id.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES, type NotificationState } from './notifications.js';

/** Which notifications an operator looks at, on whatever account. Messages to candidates are never among them. */
export interface NotificationFilter {
  accountId?: EntityId | undefined;
  state?: NotificationState | undefined;
  /** Only those created at this instant or later, ms. */
  since?: number | undefined;
  /** Only those created before this instant, ms. */
  until?: number | undefined;
  /** What came of the last attempt: a status of three digits, or a part of the words for a fault. */
  fault?: string | undefined;
  /** Only those with an attempt that began at this instant or later, ms, and failed. They may be delivered since. */
  failedSince?: number | undefined;
}

export interface Condition {
  sql: string;
  bindings: (string | number)[];
}

/**
 * What a filter is read from: an index, and the beginnings of its ranges. After each beginning the index is in the
 * order of creation, then id. No index has what came of attempts, so that is `checked` on each row.
 */
export interface NotificationSource {
  index: string;
  begins: Condition[];
  checked: Condition | undefined;
}

/** The states of what ended without being delivered. */
export const ENDED_UNDELIVERED: readonly NotificationState[] = ['rejected', 'expired', 'cancelled', 'parked'];

const ALL = Object.keys(NOTIFICATION_STATES) as NotificationState[];
const UNDELIVERED = ALL.filter((state) => state !== 'delivered');
const DELIVERED_STATUS = '200';

/** The source of a filter, for the given states or, without them, for those that the filter leaves. */
export function notificationSource(
  { accountId, state, fault, failedSince }: NotificationFilter,
  states: readonly NotificationState[] = state === undefined ? statesOf(fault) : [state],
): NotificationSource {
  const kind = `n.kind = ${NOTIFICATION_KINDS.notification}`;
  const ofAccount = accountId === undefined ? [] : [accountId];
  const rest = `${kind}${accountId === undefined ? '' : ' and n.account_id = ?'}`;
  const checked = allOf([faultCondition(fault), failedCondition(failedSince)]);
  if (accountId !== undefined && states === ALL) {
    return { index: 'notifications_by_creation', begins: [{ sql: rest, bindings: ofAccount }], checked };
  }
  return {
    index: accountId === undefined ? 'notifications_by_age' : 'notifications_by_state',
    begins: states.map((name) => ({ sql: `n.state = ${NOTIFICATION_STATES[name]} and ${rest}`, bindings: ofAccount })),
    checked,
  };
}

// Whatever was delivered was answered with this status, so that other answers need not be looked for there.
function statesOf(fault: string | undefined): NotificationState[] {
  return fault === undefined || fault === DELIVERED_STATUS ? ALL : UNDELIVERED;
}

function faultCondition(fault: string | undefined): Condition | undefined {
  if (fault === undefined) return undefined;
  return /^\d{3}$/.test(fault)
    ? { sql: 'n.last_status = ?', bindings: [Number(fault)] }
    : { sql: 'instr(lower(n.last_fault), ?) > 0', bindings: [fault.toLowerCase()] };
}

// Whatever failed since then had its last attempt since then, too. So the attempts of few rows are looked at. With
// `exists` one of the databases would read the attempts first and then sort.
function failedCondition(since: number | undefined): Condition | undefined {
  if (since === undefined) return undefined;
  const lastFailed = `select max(t.started_ms) from notification_attempts t
    where t.notification_id = n.id and t.outcome <> 'delivered'`;
  return { sql: `(n.last_started_ms >= ? and (${lastFailed}) >= ?)`, bindings: [since, since] };
}

function allOf(conditions: (Condition | undefined)[]): Condition | undefined {
  const given = conditions.filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  return { sql: given.map(({ sql }) => sql).join(' and '), bindings: given.flatMap(({ bindings }) => bindings) };
}
