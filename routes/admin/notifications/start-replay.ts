import { addBulkReplay, findBulkReplay } from '../../../db/notifications/bulk-replays.js';
import { refuse, Refusal } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { countOf, replayableFilter } from './check-replay.js';
import { presentBulkReplay } from './present-bulk-replay.js';

/**
 * Orders a replay of all notifications that match. It answers with the job, which then runs by itself. Refuses it when
 * more match now than the operator expects, so that nobody sends what nobody saw.
 */
export async function startReplay(
  { filter: given, expected }: Input<'adminStartReplay'>,
  context: AdminOn<'user'>,
): Promise<Outcome<'adminStartReplay'>> {
  const { caller, now } = context;
  const filter = await replayableFilter(given, context);
  if (filter instanceof Refusal) return filter;
  return change(context, async (trx): Promise<Outcome<'adminStartReplay'>> => {
    const matching = await countOf(trx, filter, now);
    if (matching instanceof Refusal) return matching;
    const { total } = matching;
    if (total > expected) {
      return refuse('conflict', `${total} match now, and not ${expected}: look at them, and then order it again.`);
    }
    const replayId = await addBulkReplay(trx, { filter, total, userName: caller.userName, now });
    return presentBulkReplay(trx, (await findBulkReplay(trx, replayId))!);
  });
}
