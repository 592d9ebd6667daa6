import { listPositions as storedPositions } from '../../db/positions/positions.js';
import { type EntityId } from '../../engine/entity-id.js';
import { accountsFor } from '../access.js';
import { type Operation } from '../operation.js';
import { Refusal } from '../refusal.js';

export interface PositionList {
  count: number;
  items: { position_id: EntityId; aname: string; report_name: string; languages: string[] }[];
}

/** What may be ordered for the account named, or for any of the caller's (contract section 6, position_get). */
export const listPositions: Operation<{ account_id?: EntityId }, PositionList> = async (input, context) => {
  const accounts = accountsFor('read', input.account_id, context);
  if (accounts instanceof Refusal) return accounts;
  const items = (await storedPositions(context.db, accounts)).map((position) => ({
    position_id: position.positionId,
    aname: position.aname,
    report_name: position.reportName,
    languages: position.languages,
  }));
  return { count: items.length, items };
};
