import { type Knex } from 'knex';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** Ids and names of all positions, also of those no account may order yet, by id. */
export async function allPositions(db: Knex): Promise<{ positionId: string; aname: string; languages: string[] }[]> {
  const rows = await db<{ id: string; aname: string; languages: string }>('positions').orderBy('id');
  return rows.map((row) => ({
    positionId: row.id,
    aname: row.aname,
    languages: JSON.parse(row.languages) as string[],
  }));
}

/** Refuses the id of no position. */
export async function knownPosition(db: Knex, positionId: string): Promise<void> {
  if (isStorableId(positionId) && (await db('positions').where({ id: positionId }).first('id'))) return;
  throw refused(`There is no position ${positionId}; see pop position list.`);
}
