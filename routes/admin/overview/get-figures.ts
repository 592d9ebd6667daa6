import { type CountedSpan, readGatewayMinutes } from '../../../db/figures/gateway-minutes.js';
import { type QueueMinute, readQueueMinutes } from '../../../db/figures/queue-minutes.js';
import { NOTIFICATION_CHANNELS } from '../../../db/notifications/notifications.js';
import { type BucketCounts, type BucketKind, BUCKETS } from '../../../engine/figures/buckets.js';
import { percentile } from '../../../engine/figures/percentile.js';
import { pointsOf } from '../../../engine/figures/ranges.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Gets the figures of all processes together over a range of time. A point without its part is a gap and no zero. */
export async function getFigures(
  { range = '1h' }: Input<'adminGetFigures'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminGetFigures'>> {
  const { starts, stepMs, until } = pointsOf(range, now);
  const span = { from: starts[0]!, until, stepMs };
  const counted = new Map((await readGatewayMinutes(db, span)).map((one) => [one.startsAt, one]));
  const queues = await readQueueMinutes(db, span);
  return {
    range,
    step_seconds: stepMs / 1000,
    until: new Date(until).toISOString(),
    points: starts.map((startsAt) => {
      const found = counted.get(startsAt);
      const queueOf = (channel: keyof typeof NOTIFICATION_CHANNELS) =>
        queues.find((one) => one.startsAt === startsAt && one.channel === NOTIFICATION_CHANNELS[channel]);
      const [endpoint, messages] = [queueOf('endpoint'), queueOf('messages')];
      return {
        at: new Date(startsAt).toISOString(),
        ...(found && { counts: presentCounts(found) }),
        ...(endpoint && { endpoint: presentQueue(endpoint) }),
        ...(messages && { messages: presentQueue(messages) }),
      };
    }),
  };
}

function presentCounts({ minutes, counts }: CountedSpan): Schema<'FiguresCounts'> {
  const { buckets } = counts;
  return {
    minutes,
    requests: counts.requests,
    client_errors: counts.clientErrors,
    server_errors: counts.serverErrors,
    sign_ins_refused: counts.signInsRefused,
    sign_ins_throttled: counts.signInsThrottled,
    sign_ins_busy: counts.signInsBusy,
    delivered: counts.delivered,
    retried: counts.retried,
    no_response: counts.noResponse,
    rejected: counts.rejected,
    blocked: counts.blocked,
    messages_sent: counts.messagesSent,
    messages_failed: counts.messagesFailed,
    loop_ms: counts.loopP99Us / 1000,
    ...percentilesOf('request', buckets.request),
    ...percentilesOf('attempt', buckets.attempt),
    ...percentilesOf('lateness', buckets.lateness),
  };
}

/** Absent when nothing was counted. */
function percentilesOf(kind: BucketKind, counts: BucketCounts): { [Kind in `${BucketKind}_ms`]?: Percentiles } {
  const at = (share: number): number => Math.round(percentile(BUCKETS[kind], counts, share)! * 100) / 100;
  if (percentile(BUCKETS[kind], counts, 0) === undefined) return {};
  return { [`${kind}_ms`]: { p50: at(0.5), p95: at(0.95), p99: at(0.99) } };
}

type Percentiles = Schema<'FiguresPercentiles'>;

const presentQueue = (queue: QueueMinute): Schema<'FiguresQueue'> => ({
  queued: queue.queued,
  due: queue.due,
  oldest_due_seconds: Math.floor(queue.oldestDueAgeMs / 1000),
  parked: queue.parked,
});
