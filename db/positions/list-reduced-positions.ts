import { type Knex } from 'knex';
import { type ReducedPosition } from '../../engine/config/warnings/main-score-warnings.js';
import { type PositionContent } from '../../engine/position/position.js';

/** The account's positions in their newest versions, or only the one named, as far as the main score is concerned. */
export async function listReducedPositions(
  db: Knex,
  accountId: string,
  positionId?: string,
): Promise<ReducedPosition[]> {
  const query = db('account_positions as a')
    .join('positions as p', 'p.id', 'a.position_id')
    .join('position_versions as v', { 'v.position_id': 'p.id', 'v.version': 'p.version' })
    .where({ 'a.account_id': accountId })
    .orderBy('p.id');
  if (positionId !== undefined) void query.where({ 'p.id': positionId });
  const contents = (await query.pluck('v.content')) as string[];
  return contents.map((text) => {
    const { aname, reducers, mainReducer } = JSON.parse(text) as PositionContent;
    return {
      aname,
      reducers: reducers.map(({ name }) => ({ name })),
      ...(mainReducer !== undefined && { mainReducer }),
    };
  });
}
