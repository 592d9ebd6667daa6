import { type Knex } from 'knex';
import { type EntityId, isStorableId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';

/** What is stored of a position besides its content. */
export interface StoredPosition {
  positionId: EntityId;
  aname: string;
  /** The number of its newest version; 0 if it was stored before there were versions. */
  version: number;
  /** When it got its newest version, ms. */
  updatedAt: number;
  retiredAt: number | undefined;
}

/** Finds the position of that id; undefined for an unknown id. */
export async function findStoredPosition(db: Knex, positionId: EntityId): Promise<StoredPosition | undefined> {
  const row = isStorableId(positionId) ? await db('positions').where({ id: positionId }).first() : undefined;
  if (!row) return undefined;
  const { aname, version, updated_ms: updatedAt, retired_ms: retiredAt } = row;
  return { positionId, aname, version, updatedAt, retiredAt: retiredAt ?? undefined };
}

/**
 * Locks the position until the transaction ends, and returns it. Whether it is retired, and what follows from that for
 * an assignment, is decided behind this lock.
 */
export async function lockPosition(trx: Knex.Transaction, positionId: EntityId): Promise<StoredPosition | undefined> {
  if (!isStorableId(positionId)) return undefined;
  await dialectOf(trx).lockRow(trx, 'positions', positionId);
  return findStoredPosition(trx, positionId);
}

/** Lists the ids of the other positions of exactly that name. */
export async function positionsNamed(db: Knex, aname: string, except: EntityId): Promise<EntityId[]> {
  const ids = await db('positions').where({ aname }).orderBy('id').pluck('id');
  return ids.filter((id) => id !== except);
}

/** The versions of a position with smaller numbers than `before`, the newest first, `limit` at most. */
export async function listVersions(
  db: Knex,
  positionId: EntityId,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ version: number; createdAt: number }[]> {
  const query = db('position_versions').where({ position_id: positionId }).orderBy('version', 'desc').limit(limit);
  if (before !== undefined) void query.where('version', '<', before);
  const rows = await query.select('version', 'created_ms');
  return rows.map((row) => ({ version: row.version, createdAt: row.created_ms }));
}

/** The ids of all accounts that may order the position. */
export async function assignedAccounts(db: Knex, positionId: EntityId): Promise<EntityId[]> {
  return db('account_positions').where({ position_id: positionId }).orderBy('account_id').pluck('account_id');
}
