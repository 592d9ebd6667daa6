import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';

export interface EndingCredential {
  userId: EntityId;
  userName: string;
  label: string;
  expiresAt: number;
}

/** Credentials of active users that can be used now and end until then, the soonest first, at most so many. */
export async function endingCredentials(
  db: Knex,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<EndingCredential[]> {
  const rows = await db('credentials as c')
    .join('users as u', 'u.id', 'c.user_id')
    .where('c.expires_ms', '>', now)
    .where('c.expires_ms', '<=', until)
    .whereNull('c.revoked_ms')
    .where('u.active', true)
    .orderBy('c.expires_ms')
    .limit(limit)
    .select<{ user_id: EntityId; name: string; label: string; expires_ms: number }[]>(
      'c.user_id',
      'u.name',
      'c.label',
      'c.expires_ms',
    );
  return rows.map((row) => ({ userId: row.user_id, userName: row.name, label: row.label, expiresAt: row.expires_ms }));
}
