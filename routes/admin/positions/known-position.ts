import { type Knex } from 'knex';
import { findPositionContent } from '../../../db/positions/positions.js';
import { findStoredPosition, type StoredPosition } from '../../../db/positions/stored-positions.js';
import { type EntityId } from '../../../engine/entity-id.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';

export const noSuchPosition = (): Refusal => refuse('unknown-object', 'No such position.');

interface PositionAtVersion {
  stored: StoredPosition;
  content: PositionContent;
  /** The version that has this content. */
  version: number;
}

/** Finds a position with its content at that version, the newest without one. Refuses what is not there. */
export async function knownPosition(
  db: Knex,
  positionId: EntityId,
  version: number | undefined,
): Promise<PositionAtVersion | Refusal> {
  const stored = await findStoredPosition(db, positionId);
  if (!stored) return noSuchPosition();
  const found = await findPositionContent(db, positionId, version);
  if (!found) return refuse('unknown-object', `The position has no version ${version}.`);
  return { stored, ...found };
}
