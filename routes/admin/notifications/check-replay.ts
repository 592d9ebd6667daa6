import { type Knex } from 'knex';
import { countReplayable, type Matching, REPLAYED_AT_MOST } from '../../../db/notifications/bulk-replays.js';
import { type NotificationFilter } from '../../../db/notifications/notification-filter.js';
import { Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Context, type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { type GivenFilter, notificationFilterOf } from './notification-filter-of.js';

/** Says how many notifications a replay of that filter would send again. Nothing is changed. */
export async function checkReplay(
  { filter }: Input<'adminCheckReplay'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminCheckReplay'>> {
  const replayable = await replayableFilter(filter, { db });
  return replayable instanceof Refusal ? replayable : countOf(db, replayable, now);
}

/** The filter of a replay. An empty one would send everything again and is refused. */
export async function replayableFilter(
  filter: GivenFilter,
  context: Pick<Context, 'db'>,
): Promise<NotificationFilter | Refusal> {
  if (Object.keys(filter).length > 0) return notificationFilterOf(filter, context);
  return refuseFaults([{ pointer: '/filter', detail: 'must name an account, a state, a time or a fault' }]);
}

/** How many match now. Refuses a filter that leaves too many. */
export async function countOf(db: Knex, filter: NotificationFilter, now: number): Promise<Matching | Refusal> {
  const most = REPLAYED_AT_MOST.toLocaleString('en');
  const detail = `leaves more than ${most} notifications: narrow it, for example by account or time`;
  return (await countReplayable(db, filter, now)) ?? refuseFaults([{ pointer: '/filter', detail }]);
}
