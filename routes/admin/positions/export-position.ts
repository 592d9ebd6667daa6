import { Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { writePositionText } from '../../positions/write-position-text.js';
import { RawReply } from '../../raw-reply.js';
import { type AdminOn } from '../admin-operation.js';
import { knownPosition } from './known-position.js';

/** Gives a position as a file that can be imported. */
export async function exportPosition(
  { position_id: positionId, version }: Input<'adminExportPosition'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminExportPosition'>> {
  const found = await knownPosition(db, positionId, version);
  if (found instanceof Refusal) return found;
  return new RawReply(writePositionText({ positionId, ...found.content }), {
    'Content-Type': 'application/yaml; charset=utf-8',
    'Content-Disposition': `attachment; filename="position-${positionId}-version-${found.version}.yaml"`,
  });
}
