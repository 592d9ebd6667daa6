import { type Knex } from 'knex';
import { type CustomField, NOTHING_TO_ANSWER, type Position, type PositionContent } from '../engine/position.js';
import { dialectOf } from './dialect.js';

interface PositionRow {
  id: string;
  aname: string;
  report_name: string;
  languages: string;
  custom_fields: string;
}

function toPosition(row: PositionRow): Position {
  return {
    positionId: row.id,
    aname: row.aname,
    reportName: row.report_name,
    languages: JSON.parse(row.languages) as string[],
    customFields: JSON.parse(row.custom_fields) as CustomField[],
  };
}

/** A position to be stored; what it leaves out of the questionnaire and its scoring is nothing. */
export type NewPosition = Omit<Position, 'positionId'> & Partial<PositionContent> & { positionId?: string | undefined };

/**
 * Adds a position, or a new version of the one of the same id; answers its id. What is stored already word for word makes
 * no new version.
 */
export async function savePosition(
  trx: Knex,
  { positionId, now, ...given }: NewPosition & { now: number },
): Promise<string> {
  const content: PositionContent = { ...NOTHING_TO_ANSWER, ...given };
  const text = JSON.stringify(content);
  const row = {
    aname: content.aname,
    report_name: content.reportName,
    languages: JSON.stringify(content.languages),
    custom_fields: JSON.stringify(content.customFields),
    updated_ms: now,
  };
  const version = positionId === undefined ? 1 : await nextVersion(trx, positionId, text);
  if (version === undefined) return positionId!;
  const [id] = await trx('positions')
    .insert({ ...(positionId !== undefined && { id: positionId }), ...row, version })
    .onConflict('id')
    .merge();
  const savedId = positionId ?? String(id);
  await trx('position_versions').insert({ position_id: savedId, version, content: text, created_ms: now });
  return savedId;
}

/** Undefined when the newest version has this very content. Locks the position until the transaction ends. */
async function nextVersion(trx: Knex, positionId: string, content: string): Promise<number | undefined> {
  await dialectOf(trx).lockRow(trx as Knex.Transaction, 'positions', positionId);
  const newest = (await trx('positions as p')
    .leftJoin('position_versions as v', { 'v.position_id': 'p.id', 'v.version': 'p.version' })
    .where({ 'p.id': positionId })
    .first('p.version', 'v.content')) as { version: number; content: string | null } | undefined;
  if (newest?.content === content) return undefined;
  return (newest?.version ?? 0) + 1;
}

/** All of a position at one of its versions, the newest if none is named, and which that is. */
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
  const { positionId: _, ...listed } = toPosition(row);
  return { content: { ...NOTHING_TO_ANSWER, ...listed }, version: 0 };
}

/** Lets an account order a position; doing so twice changes nothing. */
export async function assignPosition(trx: Knex, accountId: string, positionId: string): Promise<void> {
  await trx('account_positions')
    .insert({ account_id: accountId, position_id: positionId })
    .onConflict(['account_id', 'position_id'])
    .ignore();
}

/** The positions that at least one of the accounts may order, by id, each once. */
export async function listPositions(db: Knex, accountIds: string[]): Promise<Position[]> {
  const ordered = db('account_positions').select('position_id').whereIn('account_id', accountIds);
  const rows = await db<PositionRow>('positions').whereIn('id', ordered).orderBy('id');
  return rows.map(toPosition);
}

/** The position, if the account may order it. */
export async function findPosition(db: Knex, accountId: string, positionId: string): Promise<Position | undefined> {
  const row = (await db('positions')
    .join('account_positions', 'account_positions.position_id', 'positions.id')
    .where({ 'account_positions.account_id': accountId, 'positions.id': positionId })
    .first('positions.*')) as PositionRow | undefined;
  return row && toPosition(row);
}
