import { type Knex } from 'knex';
import { listAccounts } from '../../db/accounts/accounts.js';
import { listReducedPositions } from '../../db/positions/list-reduced-positions.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Warning, warning } from '../../engine/warning.js';
import { configOrNone } from '../accounts/config-or-none.js';

/** A warning about one of several accounts. */
export type AccountWarning = Warning & { account_id: EntityId };

// The limit of a list of warnings in the document.
export const MAX_WARNINGS = 100;

export interface TakenAway {
  /** The names of the reducers that a position no longer has, or that its accounts no longer have. */
  reducers: readonly string[];
  accountIds: readonly EntityId[];
}

/**
 * The warnings for accounts whose `rdc` names one of the reducers that a change took away, when no other position of
 * the account has it. The transaction sees the change already.
 */
export async function lostMainReducers(
  trx: Knex.Transaction,
  { reducers, accountIds }: TakenAway,
): Promise<AccountWarning[]> {
  if (reducers.length === 0 || accountIds.length === 0) return [];
  const warnings: AccountWarning[] = [];
  for (const account of await listAccounts(trx, [...accountIds])) {
    const { accountId } = account;
    const { rdc } = readAccountConfig(configOrNone(account));
    if (rdc === undefined || !reducers.includes(rdc)) continue;
    const positions = await listReducedPositions(trx, accountId);
    if (positions.some((position) => position.reducers.some(({ name }) => name === rdc))) continue;
    const detail = `it names ${rdc}, and no position of the account has this reducer any more`;
    warnings.push({ account_id: accountId, ...warning('rdc', `${detail}. Scores and reports have no main score`) });
    if (warnings.length === MAX_WARNINGS) break;
  }
  return warnings;
}
