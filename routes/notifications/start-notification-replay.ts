import { addReplay, countOpenReplays, findReplay } from '../../db/notifications/notification-replays.js';
import { change } from '../change.js';
import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { OPEN_REPLAYS, REPLAYS_A_DAY } from '../../engine/quotas/quotas.js';
import { refuse, type Refusal } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { spendQuotas } from '../quotas/spend-quotas.js';
import { presentReplay } from './present-replay.js';
import { storedFilter } from './stored-filter.js';

// Replays run one after the other, so nobody knows how long one takes.
const RETRY_AFTER_S = 60;

/**
 * Orders a replay of all notifications of an account that match. It answers with the job, which then runs by itself.
 * Refuses it while three others run, and after a hundred in a day.
 */
export async function startNotificationReplay(
  filter: Input<'startNotificationReplay'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'startNotificationReplay'>> {
  const { userName } = context.caller;
  return change(context, async (trx): Promise<Outcome<'startNotificationReplay'>> => {
    const refusal = (await spendOne(trx, accountId, context.now)) ?? (await refusalOfOpen(trx, accountId));
    if (refusal) return refusal;
    const replayId = await addReplay(trx, { ...storedFilter(accountId, filter), userName, now: context.now });
    return presentReplay((await findReplay(trx, replayId))!);
  });
}

// Another start of this account waits here until this one has committed, so each sees the replays of those before.
function spendOne(trx: Knex.Transaction, accountId: EntityId, now: number): Promise<Refusal | undefined> {
  return spendQuotas(trx, [{ quota: 'replays', holder: accountId, by: 1, limit: REPLAYS_A_DAY }], now);
}

async function refusalOfOpen(trx: Knex.Transaction, accountId: EntityId): Promise<Refusal | undefined> {
  if ((await countOpenReplays(trx, accountId)) < OPEN_REPLAYS) return undefined;
  const detail = `${OPEN_REPLAYS} replays of the account are running: try again in ${RETRY_AFTER_S} s, or when one has finished.`;
  return refuse('quota-exhausted', detail, { retryAfterSeconds: RETRY_AFTER_S, quota: 'open_replays' });
}
