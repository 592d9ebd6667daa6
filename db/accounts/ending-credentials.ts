import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';

export interface EndingCredential {
  userId: EntityId;
  userName: string;
  label: string;
  expiresAt: number;
}

/** Credentials of active users that can be used now and end until then, the soonest first: at most so many, and all. */
export async function endingCredentials(
  db: Knex,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<{ first: EndingCredential[]; count: number }> {
  const ending = db('credentials as c')
    .join('users as u', 'u.id', 'c.user_id')
    .where('c.expires_ms', '>', now)
    .where('c.expires_ms', '<=', until)
    .whereNull('c.revoked_ms')
    .where('u.active', true);
  const rows = await ending
    .clone()
    .orderBy('c.expires_ms')
    .limit(limit)
    .select<{ user_id: EntityId; name: string; label: string; expires_ms: number }[]>(
      'c.user_id',
      'u.name',
      'c.label',
      'c.expires_ms',
    );
  const first = rows.map((row) => ({
    ...{ userId: row.user_id, userName: row.name, label: row.label, expiresAt: row.expires_ms },
  }));
  if (rows.length < limit) return { first, count: rows.length };
  const counted = await ending.count<{ count: number }[]>({ count: '*' });
  return { first, count: Number(counted[0]!.count) };
}
