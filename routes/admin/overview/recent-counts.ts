import { type Knex } from 'knex';
import { readGatewayMinutes } from '../../../db/figures/gateway-minutes.js';
import { type MinuteCounts } from '../../../engine/figures/minute-counts.js';
import { type StateFacts } from '../../../engine/figures/state-line.js';

const MINUTE_MS = 60_000;

/** What all processes counted in the last minutes, as far as the state line needs it. */
export async function recentCounts(
  db: Knex,
  now: number,
): Promise<Pick<StateFacts, 'serverErrors' | 'attempts' | 'throttled'>> {
  const from = now - (now % MINUTE_MS) - 15 * MINUTE_MS;
  const spans = await readGatewayMinutes(db, { from, until: now + MINUTE_MS, stepMs: MINUTE_MS });
  const sum = (minutes: number, of: (counts: MinuteCounts) => number): number =>
    spans
      .filter(({ startsAt }) => startsAt >= now - (now % MINUTE_MS) - minutes * MINUTE_MS)
      .reduce((total, { counts }) => total + of(counts), 0);
  const failed = ({ retried, noResponse, rejected, blocked }: MinuteCounts): number =>
    retried + noResponse + rejected + blocked;
  return {
    serverErrors: sum(5, ({ serverErrors }) => serverErrors),
    throttled: sum(5, ({ signInsThrottled }) => signInsThrottled),
    attempts: {
      endpoint: { made: sum(15, (counts) => counts.delivered + failed(counts)), failed: sum(15, failed) },
      messages: {
        made: sum(15, ({ messagesSent, messagesFailed }) => messagesSent + messagesFailed),
        failed: sum(15, ({ messagesFailed }) => messagesFailed),
      },
    },
  };
}
