import { type Knex } from 'knex';
import { lockAdmins } from '../../../db/accounts/users.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';
import { type Operator } from '../admin-operation.js';

/**
 * The refusal if this change of a user could lock everybody out of the console: of oneself, or of the last active
 * admin.
 * It must be the first statement of its transaction.
 */
export async function refusalOfLastAdmin(
  trx: Knex.Transaction,
  userId: string,
  { session }: Pick<Operator, 'session'>,
): Promise<Refusal | undefined> {
  const admins = await lockAdmins(trx);
  if (userId === session.userId) return refuse('conflict', 'Nobody changes the own role or disables the own user.');
  if (admins.length === 1 && admins[0] === userId) return refuse('conflict', 'This is the last active admin.');
  return undefined;
}
