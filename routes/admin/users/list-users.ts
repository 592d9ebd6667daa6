import { pageUsers } from '../../../db/accounts/page-users.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentUser } from './present-user.js';

/** Lists users by name, a page at a time. */
export async function listUsers(
  { q, kind, role, limit, cursor }: Input<'adminListUsers'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListUsers'>> {
  // The cursor is the last name of the page before.
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
  const found = await pageUsers(db, { beginning: q, kind, role, after, limit: limit + 1 });
  const items = found.slice(0, limit).map(presentUser);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { items, next_cursor: last && Buffer.from(last.name).toString('base64url') };
}
