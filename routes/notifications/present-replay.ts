import { type StoredReplay } from '../../db/notifications/notification-replays.js';
import { type Schema } from '../documented.js';
import { presentInstant } from './present-notification.js';

/** Turns a stored replay into its form in replies. */
export function presentReplay(replay: StoredReplay): Schema<'NotificationReplay'> {
  return {
    replay_id: replay.replayId,
    account_id: replay.accountId,
    total: replay.total,
    done: replay.done,
    skipped: replay.skipped,
    created: presentInstant(replay.createdAt),
    finished: replay.finishedAt === undefined ? null : presentInstant(replay.finishedAt),
  };
}
