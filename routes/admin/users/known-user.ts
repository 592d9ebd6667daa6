import { type Knex } from 'knex';
import { findUserById, type StoredUser } from '../../../db/accounts/users.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';

/** The user of that id, or the refusal. */
export async function knownUser(db: Knex, userId: string): Promise<StoredUser | Refusal> {
  const user = isStorableId(userId) ? await findUserById(db, userId) : undefined;
  return user ?? refuse('unknown-object', 'No such user.');
}
