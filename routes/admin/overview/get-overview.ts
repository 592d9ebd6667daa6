import { endingCredentials } from '../../../db/accounts/ending-credentials.js';
import { type SeenProcess, seenProcesses } from '../../../db/figures/gateway-minutes.js';
import { type AccountInTrouble, accountsInTrouble } from '../../../db/notifications/figures/accounts-in-trouble.js';
import { heldBack } from '../../../db/notifications/figures/held-back.js';
import { queueFigures } from '../../../db/notifications/figures/notification-figures.js';
import { stateLine } from '../../../engine/figures/state-line.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { recentCounts } from './recent-counts.js';

const DAY_MS = 24 * 60 * 60_000;
const ENDS_WITHIN_MS = 7 * DAY_MS;
const SHOWN = 20;
// Processes that ended are still shown for this time.
const SEEN_SINCE_MS = 10 * 60_000;

/** Gets what an operator looks at first: what needs a look, whose notifications fail, the queues, the processes. */
export async function getOverview(
  _input: Input<'adminGetOverview'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminGetOverview'>> {
  const endpoint = await queueFigures(db, 'endpoint');
  const messages = await queueFigures(db, 'messages');
  const processes = await seenProcesses(db, now - SEEN_SINCE_MS);
  const ending = await endingCredentials(db, { now, until: now + ENDS_WITHIN_MS, limit: SHOWN });
  const state = stateLine({
    now,
    lastSeenAt: processes.find(({ stopped }) => !stopped)?.seenAt,
    oldestDueAgeMs: { endpoint: endpoint.oldestDueAgeMs, messages: messages.oldestDueAgeMs },
    parked: { endpoint: endpoint.parked, messages: messages.parked },
    ...(await recentCounts(db, now)),
    endingCredentials: ending.count,
  });
  return {
    state: state.map(({ value, ...item }) => ({
      ...item,
      ...(value !== undefined && { value: item.what === 'oldest_due' ? secondsOf(value) : value }),
    })),
    queues: [
      { ...presentQueue('endpoint', endpoint), held_back: await heldBack(db) },
      { ...presentQueue('messages', messages), held_back: 0 },
    ],
    trouble: (await accountsInTrouble(db)).map(presentTrouble),
    processes: processes.map(presentProcess),
    credentials: ending.first.map(({ userId, userName, label, expiresAt }) => ({
      ...{ user_id: userId, user: userName, label },
      expires: isoOf(expiresAt),
    })),
  };
}

function presentQueue<Channel extends string>(
  channel: Channel,
  { queued, due, oldestDueAgeMs, parked }: Awaited<ReturnType<typeof queueFigures>>,
) {
  return { channel, queued, due, oldest_due_seconds: secondsOf(oldestDueAgeMs), parked };
}

function presentTrouble(account: AccountInTrouble): Schema<'AccountInTrouble'> {
  const { accountId, name, oldestDueAgeMs, failing, last } = account;
  const { status, fault } = last ?? {};
  const answer = { ...(status !== undefined && { status }), ...(fault !== undefined && { fault }) };
  return {
    ...{ account_id: accountId, name, failing, oldest_due_seconds: secondsOf(oldestDueAgeMs) },
    ...(last && { last: { at: isoOf(last.startedAt), ...answer, total_ms: last.totalMs } }),
  };
}

const presentProcess = ({ seenAt, ...identity }: SeenProcess) => ({ ...identity, seen: isoOf(seenAt) });

const secondsOf = (ms: number): number => Math.floor(ms / 1000);
const isoOf = (at: number): string => new Date(at).toISOString();
