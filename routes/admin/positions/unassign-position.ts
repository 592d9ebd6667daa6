import { lockPosition } from '../../../db/positions/stored-positions.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { takeAwayPosition } from '../../positions/take-away-position.js';
import { type AdminOn } from '../admin-operation.js';
import { noSuchPosition } from './known-position.js';

/** Takes a position away from an account, which can no longer order it. Doing so twice changes nothing. */
export async function unassignPosition(
  { position_id: positionId }: Input<'adminUnassignPosition'>,
  { accountId, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminUnassignPosition'>> {
  type Assignment = Schema<'PositionAssignment'>;
  return change(context, async (trx): Promise<Outcome<'adminUnassignPosition'> | Unchanged<Assignment>> => {
    const stored = await lockPosition(trx, positionId);
    if (!stored) return noSuchPosition();
    const warnings = await takeAwayPosition(trx, { positionId, accountId });
    const answer = { position_id: positionId, account_id: accountId, assigned: false };
    return warnings ? { ...answer, warnings } : new Unchanged({ ...answer, warnings: [] });
  });
}
