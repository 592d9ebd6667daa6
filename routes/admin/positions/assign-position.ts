import { assignPosition as storeAssignment } from '../../../db/positions/positions.js';
import { lockPosition } from '../../../db/positions/stored-positions.js';
import { warningsOfAssigning } from '../../accounts/warnings-of-assigning.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { refusalOfRetired } from '../../positions/store-position.js';
import { type AdminOn } from '../admin-operation.js';
import { noSuchPosition } from './known-position.js';

/** Lets an account order a position. Doing so twice changes nothing. */
export async function assignPosition(
  { position_id: positionId }: Input<'adminAssignPosition'>,
  { accountId, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminAssignPosition'>> {
  return change(context, async (trx): Promise<Outcome<'adminAssignPosition'>> => {
    const stored = await lockPosition(trx, positionId);
    if (!stored) return noSuchPosition();
    if (stored.retiredAt !== undefined) return refusalOfRetired(positionId, stored.retiredAt);
    await storeAssignment(trx, accountId, positionId);
    const found = await warningsOfAssigning(trx, accountId, positionId);
    const warnings = found.map((warning) => ({ account_id: accountId, ...warning }));
    return { position_id: positionId, account_id: accountId, assigned: true, warnings };
  });
}
