import { setPositionRetired } from '../../../db/positions/positions.js';
import { lockPosition } from '../../../db/positions/stored-positions.js';
import { Refusal } from '../../../engine/refusal.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { readPosition } from './get-position.js';
import { noSuchPosition } from './known-position.js';

/** Retires a position, so that nobody can order it any more, or lets it be ordered again (decision 0027). */
export async function changePosition(
  { position_id: positionId, retired }: Input<'adminChangePosition'>,
  context: AdminOn<'user'>,
): Promise<Outcome<'adminChangePosition'>> {
  type Position = Schema<'AdminPosition'>;
  return change(context, async (trx): Promise<Outcome<'adminChangePosition'> | Unchanged<Position>> => {
    const stored = await lockPosition(trx, positionId);
    if (!stored) return noSuchPosition();
    const turns = retired !== (stored.retiredAt !== undefined);
    if (turns) await setPositionRetired(trx, positionId, retired ? context.now : undefined);
    const answer = await readPosition(trx, positionId);
    return turns || answer instanceof Refusal ? answer : new Unchanged(answer as Position);
  });
}
