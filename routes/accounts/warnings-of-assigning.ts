import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import { listReducedPositions } from '../../db/positions/list-reduced-positions.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { mainScoreWarnings } from '../../engine/config/warnings/main-score-warnings.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Warning } from '../../engine/warning.js';

/** The warnings for a position that was just assigned to the account: its reports may have no main score. */
export async function warningsOfAssigning(
  trx: Knex.Transaction,
  accountId: EntityId,
  positionId: EntityId,
): Promise<Warning[]> {
  const account = await findAccount(trx, accountId);
  const positions = await listReducedPositions(trx, accountId, positionId);
  return mainScoreWarnings(positions, readAccountConfig(account!.config).rdc);
}
