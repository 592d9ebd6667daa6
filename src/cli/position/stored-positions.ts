import { type Knex } from 'knex';
import { isStorableId } from '../../../engine/entity-id.js';
import { iso } from '../output/iso.js';
import { refused } from '../output/refused.js';

/** Finds the position of that id; undefined for an unknown id. */
export async function findKnownPosition(
  db: Knex,
  positionId: string,
): Promise<{ aname: string; retiredAt: number | undefined } | undefined> {
  const row = isStorableId(positionId) ? await db('positions').where({ id: positionId }).first() : undefined;
  return row && { aname: row.aname, retiredAt: row.retired_ms ?? undefined };
}

/** Finds the position of that id. Refuses an unknown id. */
export async function knownPosition(db: Knex, positionId: string): Promise<{ retiredAt: number | undefined }> {
  const found = await findKnownPosition(db, positionId);
  if (found) return found;
  throw refused(`There is no position ${positionId}; see pop position list.`);
}

/** Finds a position that accounts may be assigned to. Refuses an unknown id and a retired position. */
export async function positionToAssign(db: Knex, positionId: string): Promise<void> {
  const { retiredAt } = await knownPosition(db, positionId);
  if (retiredAt === undefined) return;
  throw refused(`Position ${positionId} is retired since ${iso(retiredAt)}; pop position restore brings it back.`);
}

/** Lists the ids of the other positions of exactly that name. */
export async function positionsNamed(db: Knex, aname: string, except: string | undefined): Promise<string[]> {
  const ids = await db('positions').where({ aname }).orderBy('id').pluck('id');
  return ids.filter((id) => id !== except);
}
