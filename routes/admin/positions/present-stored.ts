import { type PositionFile } from '../../../engine/position/position.js';
import { type Schema } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { type StoredFile } from '../../positions/store-position.js';

/** What an import stores of a file. The id that was only drawn for a rehearsal is not told. */
export function presentStored(
  { aname, languages, positionId: given }: PositionFile,
  { positionId, version, changed, replaced, retiredAt, sameName, warnings }: StoredFile,
  { rehearsed = false }: { rehearsed?: boolean } = {},
): Schema<'ImportedPosition'> {
  return {
    position_id: rehearsed && given === undefined ? null : positionId,
    aname,
    languages,
    version,
    changed,
    replaced,
    retired: retiredAt === undefined ? null : presentInstant(retiredAt),
    same_name: sameName.slice(0, MAX_SAME_NAME),
    warnings,
  };
}

const MAX_SAME_NAME = 100;
