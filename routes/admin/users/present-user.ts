import { type PagedUser } from '../../../db/accounts/page-users.js';
import { type StoredUser } from '../../../db/accounts/users.js';
import { type Schema } from '../../documented.js';

/** A user as the console shows it. */
export function presentUser(user: StoredUser & Partial<Pick<PagedUser, 'lastUsedAt'>>): Schema<'ConsoleUser'> {
  const { userId, name, kind, active, consoleRole, createdAt, lastUsedAt } = user;
  return {
    user_id: userId,
    user: name,
    kind,
    active,
    role: consoleRole ?? 'none',
    created: new Date(createdAt).toISOString(),
    last_used: lastUsedAt === undefined ? null : new Date(lastUsedAt).toISOString(),
  };
}
