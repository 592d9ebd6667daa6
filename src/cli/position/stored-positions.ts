import { type Knex } from 'knex';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** Lists ids and names of all positions by id, including those that no account may order yet. */
export async function allPositions(db: Knex): Promise<{ positionId: string; aname: string; languages: string[] }[]> {
  const rows = await db<{ id: string; aname: string; languages: string }>('positions').orderBy('id');
  return rows.map((row) => ({
    positionId: row.id,
    aname: row.aname,
    languages: JSON.parse(row.languages) as string[],
  }));
}

/** Refuses an id that no position has. */
export async function knownPosition(db: Knex, positionId: string): Promise<void> {
  if (isStorableId(positionId) && (await db('positions').where({ id: positionId }).first('id'))) return;
  throw refused(`There is no position ${positionId}; see pop position list.`);
}
