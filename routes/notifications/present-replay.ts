import { type StoredReplay } from '../../db/notifications/notification-replays.js';
import { presentInstant } from './present-notification.js';

/** How far a replay of many notifications has come. */
export interface ReplayView {
  replay_id: string;
  account_id: string;
  total: number;
  done: number;
  skipped: number;
  created: string;
  finished: string | null;
}

/** A stored replay as it is answered. */
export function presentReplay(replay: StoredReplay): ReplayView {
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
