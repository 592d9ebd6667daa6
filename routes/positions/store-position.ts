import { type Knex } from 'knex';
import { listAccounts } from '../../db/accounts/accounts.js';
import {
  assignPosition,
  findPositionContent,
  type SavedPosition,
  savePositionVersion,
} from '../../db/positions/positions.js';
import { assignedAccounts, findStoredPosition, positionsNamed } from '../../db/positions/stored-positions.js';
import { type EntityId, isStorableId } from '../../engine/entity-id.js';
import { type PositionFile } from '../../engine/position/position.js';
import { refuse, type Refusal, refuseFaults } from '../../engine/refusal.js';
import { warningsOfAssigning } from '../accounts/warnings-of-assigning.js';
import { type AccountWarning, lostMainReducers, MAX_WARNINGS } from './lost-main-reducers.js';

export interface PositionToStore {
  position: PositionFile;
  /** The accounts that may order it from now on, besides those that may already. */
  accountIds: readonly EntityId[];
  now: number;
}

/** What an import stored, and what a person should know of it. */
export interface StoredFile extends SavedPosition {
  /** Since when it is retired, ms. */
  retiredAt: number | undefined;
  /** Other positions of exactly this name. */
  sameName: EntityId[];
  /** Of accounts whose scores and reports have no main score now. */
  warnings: AccountWarning[];
}

/**
 * Stores a position from its file, or a new version of it, and assigns it to the accounts. Refuses unknown accounts,
 * and to assign a retired position. The position is locked until the transaction ends.
 */
export async function storePosition(
  trx: Knex.Transaction,
  { position, accountIds, now }: PositionToStore,
): Promise<StoredFile | Refusal> {
  const unknown = await unknownAccounts(trx, accountIds);
  if (unknown) return unknown;
  const saved = await savePositionVersion(trx, { ...position, now });
  const { positionId } = saved;
  const { retiredAt } = (await findStoredPosition(trx, positionId))!;
  if (retiredAt !== undefined && accountIds.length > 0) return refusalOfRetired(positionId, retiredAt);
  const unscored = await assignAll(trx, positionId, accountIds);
  const sameName = await positionsNamed(trx, position.aname, positionId);
  const warnings = [...unscored, ...(await warningsOfNewVersion(trx, saved, position))].slice(0, MAX_WARNINGS);
  return { ...saved, retiredAt, sameName, warnings };
}

/** The refusal to assign a position that is retired since that instant, ms. */
export function refusalOfRetired(positionId: EntityId, retiredAt: number): Refusal {
  const since = new Date(retiredAt).toISOString();
  return refuse('conflict', `Position ${positionId} is retired since ${since}. Restore it before you assign it.`);
}

async function unknownAccounts(trx: Knex.Transaction, accountIds: readonly EntityId[]): Promise<Refusal | undefined> {
  const found = accountIds.length === 0 ? [] : await listAccounts(trx, accountIds.filter(isStorableId));
  const known = new Set(found.map(({ accountId }) => accountId));
  const faults = accountIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `/account_ids/${index}`, detail: `there is no account ${id}` }],
  );
  return faults.length > 0 ? refuseFaults(faults) : undefined;
}

async function assignAll(
  trx: Knex.Transaction,
  positionId: EntityId,
  accountIds: readonly EntityId[],
): Promise<AccountWarning[]> {
  const warnings: AccountWarning[] = [];
  for (const accountId of accountIds) {
    await assignPosition(trx, accountId, positionId);
    const found = await warningsOfAssigning(trx, accountId, positionId);
    warnings.push(...found.map((warning) => ({ account_id: accountId, ...warning })));
  }
  return warnings;
}

async function warningsOfNewVersion(
  trx: Knex.Transaction,
  { positionId, version, replaced }: SavedPosition,
  { reducers }: PositionFile,
): Promise<AccountWarning[]> {
  const before = replaced ? await findPositionContent(trx, positionId, version - 1) : undefined;
  const gone = (before?.content.reducers ?? []).filter(({ name }) => !reducers.some((one) => one.name === name));
  if (gone.length === 0) return [];
  const accountIds = await assignedAccounts(trx, positionId);
  return lostMainReducers(trx, { reducers: gone.map(({ name }) => name), accountIds });
}
