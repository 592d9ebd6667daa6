import { isDeepStrictEqual } from 'node:util';
import { type Knex } from 'knex';
import {
  type CustomField,
  NOTHING_TO_ANSWER,
  type Position,
  type PositionContent,
} from '../../engine/position/position.js';
import { type NewRow } from '../connection/table.js';
import { type PositionRow } from '../connection/tables.js';

function toPosition(row: PositionRow): Position {
  return {
    positionId: row.id,
    aname: row.aname,
    reportName: row.report_name,
    languages: JSON.parse(row.languages) as string[],
    customFields: JSON.parse(row.custom_fields) as CustomField[],
  };
}

/** A position to be stored. Parts of the questionnaire and its scoring that are left out are empty. */
export type NewPosition = Omit<Position, 'positionId'> & Partial<PositionContent> & { positionId?: string | undefined };

/** The result of storing a position. */
export interface SavedPosition {
  positionId: string;
  /** The version that has this content. */
  version: number;
  /** Whether it is a new version. */
  changed: boolean;
  /** Whether the position existed and had another content. */
  replaced: boolean;
}

/** Adds a position, or a new version of an existing one when its content differs. Answers its id. */
export async function savePosition(trx: Knex.Transaction, position: NewPosition & { now: number }): Promise<string> {
  return (await savePositionVersion(trx, position)).positionId;
}

/** As `savePosition`, but answers which version has this content now. */
export async function savePositionVersion(
  trx: Knex.Transaction,
  { positionId, now, ...given }: NewPosition & { now: number },
): Promise<SavedPosition> {
  const content: PositionContent = { ...NOTHING_TO_ANSWER, ...given };
  const text = JSON.stringify(content);
  const row = {
    aname: content.aname,
    report_name: content.reportName,
    languages: JSON.stringify(content.languages),
    custom_fields: JSON.stringify(content.customFields),
    updated_ms: now,
  };
  const savedId = await insertOrLock(trx, positionId, { ...row, version: FIRST_VERSION });
  const newest = await newestVersion(trx, savedId);
  const added = newest.version === FIRST_VERSION && newest.content === null;
  if (hasContent(newest, text)) {
    return { positionId: savedId, version: newest.version, changed: false, replaced: false };
  }
  const version = added ? FIRST_VERSION : newest.version + 1;
  if (!added)
    await trx('positions')
      .where({ id: savedId })
      .update({ ...row, version });
  await trx('position_versions').insert({ position_id: savedId, version, content: text, created_ms: now });
  return { positionId: savedId, version, changed: true, replaced: !added };
}

// Only the transaction that has added the position sees this version without its content.
const FIRST_VERSION = 1;

/**
 * Adds the row, or leaves the row of that id as it is. Either way the row is locked until the transaction ends. The
 * insert comes before the read, because a row that does not exist yet cannot be locked.
 */
async function insertOrLock(
  trx: Knex.Transaction,
  positionId: string | undefined,
  row: NewRow<PositionRow>,
): Promise<string> {
  const [id] = await trx('positions')
    .insert({ ...(positionId !== undefined && { id: positionId }), ...row })
    .onConflict('id')
    .merge(['id']);
  return positionId ?? String(id);
}

interface NewestVersion {
  version: number;
  content: string | null;
}

async function newestVersion(trx: Knex.Transaction, positionId: string): Promise<NewestVersion> {
  const newest = (await trx('positions as p')
    .leftJoin('position_versions as v', { 'v.position_id': 'p.id', 'v.version': 'p.version' })
    .where({ 'p.id': positionId })
    .first('p.version', 'v.content')) as NewestVersion | undefined;
  return newest!;
}

// The texts are not compared, because another order of keys is the same position.
function hasContent({ content }: NewestVersion, text: string): boolean {
  return content !== null && isDeepStrictEqual(JSON.parse(content), JSON.parse(text));
}

/**
 * The whole content of a position at one version, and the number of that version. Without a given version it is the
 * newest. Version 0 means that the position was stored before there were versions: it has what is listed of the
 * position now, and no questions.
 */
export async function findPositionContent(
  db: Knex,
  positionId: string,
  version?: number,
): Promise<{ content: PositionContent; version: number } | undefined> {
  const row = (await db('positions as p')
    .leftJoin('position_versions as v', (on) => {
      on.on('v.position_id', 'p.id');
      if (version === undefined) on.andOn('v.version', 'p.version');
      else on.andOnVal('v.version', version);
    })
    .where({ 'p.id': positionId })
    .first('p.*', 'v.version as found', 'v.content')) as
    (PositionRow & { found: number | null; content: string | null }) | undefined;
  if (!row) return undefined;
  if (row.content !== null) return { content: JSON.parse(row.content) as PositionContent, version: row.found! };
  if (version !== undefined && version !== 0) return undefined;
  const { positionId: _, ...listed } = toPosition(row);
  return { content: { ...NOTHING_TO_ANSWER, ...listed }, version: 0 };
}

/** Allows an account to order a position. Doing this twice changes nothing. */
export async function assignPosition(trx: Knex.Transaction, accountId: string, positionId: string): Promise<void> {
  await trx('account_positions')
    .insert({ account_id: accountId, position_id: positionId })
    .onConflict(['account_id', 'position_id'])
    .ignore();
}

/** Takes a position away from an account. False when the account did not have it. */
export async function unassignPosition(trx: Knex.Transaction, accountId: string, positionId: string): Promise<boolean> {
  return (await trx('account_positions').where({ account_id: accountId, position_id: positionId }).delete()) > 0;
}

/** Retires the position from the instant given (ms), or lets it be ordered again. */
export async function setPositionRetired(
  trx: Knex.Transaction,
  positionId: string,
  retiredAt: number | undefined,
): Promise<void> {
  await trx('positions')
    .where({ id: positionId })
    .update({ retired_ms: retiredAt ?? null });
}

/** A position that was assigned to an account. One that is retired can't be ordered any more. */
export interface AssignedPosition extends Position {
  retiredAt?: number;
}

/** The positions that at least one of the accounts may order, each once, sorted by id. None of them is retired. */
export async function listPositions(db: Knex, accountIds: string[]): Promise<Position[]> {
  const rows = await assignedTo(db, accountIds).whereNull('retired_ms').orderBy('id');
  return rows.map(toPosition);
}

/** The positions that are assigned to an account, sorted by id, retired ones too. */
export async function listAssignedPositions(db: Knex, accountId: string): Promise<AssignedPosition[]> {
  return (await assignedTo(db, [accountId]).orderBy('id')).map(toAssigned);
}

/** The position, if it is assigned to the account. It may be retired: the caller checks that. */
export async function findPosition(
  db: Knex,
  accountId: string,
  positionId: string,
): Promise<AssignedPosition | undefined> {
  const row = await assignedTo(db, [accountId]).where({ id: positionId }).first();
  return row && toAssigned(row);
}

function assignedTo(db: Knex, accountIds: string[]) {
  const assigned = db('account_positions').select('position_id').whereIn('account_id', accountIds);
  return db('positions').whereIn('id', assigned);
}

function toAssigned(row: PositionRow): AssignedPosition {
  return { ...toPosition(row), ...(row.retired_ms !== null && { retiredAt: row.retired_ms }) };
}
