import { listBulkReplays } from '../../../db/notifications/bulk-replays.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentBulkReplay } from './present-bulk-replay.js';

const AT_MOST = 50;

/** Lists the newest jobs that operators ordered. */
export async function listReplays(
  _input: Input<'adminListReplays'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListReplays'>> {
  const replays = await listBulkReplays(db, AT_MOST);
  return { items: await Promise.all(replays.map((replay) => presentBulkReplay(db, replay))) };
}
