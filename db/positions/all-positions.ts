import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';

/** A position with what an operator wants to know of it in a list. */
export interface ListedPosition {
  positionId: EntityId;
  aname: string;
  languages: string[];
  /** The number of its newest version; 0 if it was stored before there were versions. */
  version: number;
  updatedAt: number;
  retiredAt?: number;
}

/** Lists all positions by id, including retired ones and those that no account may order yet. */
export async function allPositions(db: Knex): Promise<ListedPosition[]> {
  return listed(db);
}

/** The newest positions with smaller ids than `before`, the newest first, `limit` at most. */
export async function newestPositions(
  db: Knex,
  { before, limit }: { before?: EntityId | undefined; limit: number },
): Promise<ListedPosition[]> {
  return listed(db, { before, limit });
}

/** How many accounts may order each of these positions. One without any is not in the map. */
export async function countOrderers(db: Knex, positionIds: readonly EntityId[]): Promise<Map<EntityId, number>> {
  const rows = (await db('account_positions')
    .whereIn('position_id', positionIds)
    .groupBy('position_id')
    .select('position_id')
    .count('* as accounts')) as unknown as { position_id: EntityId; accounts: number | string }[];
  return new Map(rows.map((row) => [String(row.position_id), Number(row.accounts)]));
}

async function listed(db: Knex, page?: { before: EntityId | undefined; limit: number }): Promise<ListedPosition[]> {
  const query = db('positions').orderBy('id', page ? 'desc' : 'asc');
  if (page) void query.limit(page.limit);
  if (page?.before !== undefined) void query.where('id', '<', page.before);
  return (await query).map((row) => ({
    positionId: row.id,
    aname: row.aname,
    languages: JSON.parse(row.languages) as string[],
    version: row.version,
    updatedAt: row.updated_ms,
    ...(row.retired_ms !== null && { retiredAt: row.retired_ms }),
  }));
}
