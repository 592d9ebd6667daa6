import { findReplay } from '../../db/notifications/notification-replays.js';
import { type EntityId, isStorableId } from '../../engine/entity-id.js';
import { accountsFor } from '../access.js';
import { type Operation } from '../operation.js';
import { presentReplay, type ReplayView } from './present-replay.js';
import { refuse, Refusal } from '../refusal.js';

export interface ReplayInput {
  account_id: EntityId;
  replay_id: EntityId;
}

/** How far an ordered replay has come. */
export const getNotificationReplay: Operation<ReplayInput, ReplayView> = async (input, context) => {
  const accounts = accountsFor('read', input.account_id, context);
  if (accounts instanceof Refusal) return accounts;
  const replay = isStorableId(input.replay_id) ? await findReplay(context.db, input.replay_id) : undefined;
  if (replay?.accountId !== input.account_id) return refuse('unknown-object', 'No such replay.');
  return presentReplay(replay);
};
