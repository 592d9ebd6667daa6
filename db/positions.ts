import { type Knex } from 'knex';
import { type CustomField, type Position } from '../engine/position.js';

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

/** Adds a position, or replaces the one of the same id; answers its id. */
export async function savePosition(
  trx: Knex,
  position: Omit<Position, 'positionId'> & { positionId?: string | undefined; now: number },
): Promise<string> {
  const row = {
    aname: position.aname,
    report_name: position.reportName,
    languages: JSON.stringify(position.languages),
    custom_fields: JSON.stringify(position.customFields),
    updated_ms: position.now,
  };
  if (position.positionId === undefined) {
    const [id] = await trx('positions').insert(row);
    return String(id);
  }
  await trx('positions')
    .insert({ id: position.positionId, ...row })
    .onConflict('id')
    .merge();
  return position.positionId;
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
