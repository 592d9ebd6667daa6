import { type Knex } from 'knex';
import { type PositionContent } from '../../engine/position/position.js';

/** The names of the reducers that the account's positions have in their newest versions, each once. */
export async function listReducerNames(db: Knex, accountId: string): Promise<string[]> {
  const contents = (await db('account_positions as a')
    .join('positions as p', 'p.id', 'a.position_id')
    .join('position_versions as v', { 'v.position_id': 'p.id', 'v.version': 'p.version' })
    .where({ 'a.account_id': accountId })
    .orderBy('p.id')
    .pluck('v.content')) as string[];
  const names = contents.flatMap((text) => (JSON.parse(text) as PositionContent).reducers.map(({ name }) => name));
  return [...new Set(names)];
}
