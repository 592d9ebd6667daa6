import { mainReducerOf, type Reduced } from '../main-reducer.js';
import { type Warning, warning } from '../../warning.js';

/** A position of an account, as far as its main score is concerned. */
export interface ReducedPosition extends Reduced {
  aname: string;
}

/**
 * Warns of positions that give no main score to an account with this `rdc`, all of them in one warning. A position
 * without reducers is none of them, because its author wants no decision.
 */
export function mainScoreWarnings(positions: readonly ReducedPosition[], rdc: string | undefined): Warning[] {
  const without = positions.filter(
    (position) => position.reducers.length > 0 && mainReducerOf(position, rdc) === undefined,
  );
  if (without.length === 0) return [];
  const named = without.map(({ aname }) => JSON.stringify(aname)).join(', ');
  const reducers = [...new Set(without.flatMap((position) => position.reducers.map(({ name }) => name)))].join(', ');
  const why = rdc === undefined ? 'neither rdc nor main_reducer names a reducer' : 'there is no reducer of this name';
  return [warning('rdc', `scores and reports of ${named} have no main score: ${why}. There are ${reducers}`)];
}
