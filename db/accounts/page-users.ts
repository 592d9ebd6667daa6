import { type Knex } from 'knex';
import { type ConsoleRole } from '../../engine/console/console-role.js';
import { normalForm } from '../../engine/sign-in/normal-form.js';
import { type StoredUser, toUser, type UserKind } from './users.js';

/** A user with the last use of any of its credentials, in ms. */
export interface PagedUser extends StoredUser {
  lastUsedAt: number | undefined;
}

export interface UserQuery {
  /** The beginning of the name. */
  beginning?: string | undefined;
  kind?: UserKind | undefined;
  role?: ConsoleRole | undefined;
  /** Only names after this one. */
  after?: string | undefined;
  limit: number;
}

/** One page of the users by name, without deleted ones. */
export async function pageUsers(db: Knex, { beginning, kind, role, after, limit }: UserQuery): Promise<PagedUser[]> {
  const query = db('users').whereNull('deleted_ms').orderBy('name').limit(limit);
  if (beginning !== undefined) {
    const start = normalForm(beginning);
    void query.whereBetween('name', [start, `${start}\u{10FFFF}`]);
  }
  if (kind !== undefined) void query.where({ kind });
  if (role !== undefined) void query.where({ console_role: role });
  if (after !== undefined) void query.where('name', '>', after);
  const users = await query;
  const ids = users.map(({ id }) => id);
  const uses = (await db('credentials')
    .whereIn('user_id', ids)
    .groupBy('user_id')
    .select('user_id')
    .max('last_used_ms as used')) as {
    user_id: string;
    used: number | null;
  }[];
  const used = new Map(uses.map((row) => [row.user_id, row.used ?? undefined]));
  return users.map((row) => ({ ...toUser(row), lastUsedAt: used.get(row.id) }));
}
