import { raiseStatementLimit } from '../../../db/connection/statement-limits.js';
import { assignPosition, listAssignedPositions, savePositionVersion } from '../../../db/positions/positions.js';
import { lockPosition } from '../../../db/positions/stored-positions.js';
import { jsonPointer } from '../../../engine/json-pointer.js';
import { iso } from '../output/iso.js';
import { type Applying } from './applying.js';
import { type ApplyPosition } from './apply-document.js';

/** Stores the positions of the file, and assigns all that it names to its account. */
export async function applyPositions(applying: Applying): Promise<void> {
  const { trx, document } = applying;
  if (document.positions.length === 0) return;
  await raiseStatementLimit(trx, 'large');
  const assigned = await listAssignedPositions(trx, document.accountId);
  const had = new Set(assigned.map(({ positionId }) => positionId));
  for (const [index, position] of document.positions.entries()) {
    await store(applying, position);
    if (!had.has(position.positionId)) await assign(applying, position.positionId, jsonPointer('positions', index));
  }
}

async function store({ trx, now, changed }: Applying, { positionId, content }: ApplyPosition): Promise<void> {
  if (!content) return;
  const saved = await savePositionVersion(trx, { ...content, positionId, now });
  if (!saved.changed) return;
  const after = `${content.aname}, version ${saved.version}`;
  const audited = { operation: 'position import', object: `position ${positionId}` };
  const change = { what: 'position', name: positionId, after, audited } as const;
  if (saved.replaced) changed({ ...change, action: 'change', before: `version ${saved.version - 1}` });
  else changed({ ...change, action: 'add', before: null });
}

async function assign({ trx, document, ...applying }: Applying, positionId: string, pointer: string): Promise<void> {
  const position = await lockPosition(trx, positionId);
  if (!position) return applying.fault(pointer, `there is no position ${positionId}`);
  if (position.retiredAt !== undefined) {
    return applying.fault(pointer, `position ${positionId} is retired since ${iso(position.retiredAt)}`);
  }
  const { accountId } = document;
  await assignPosition(trx, accountId, positionId);
  const audited = { operation: 'position assign', object: `position ${positionId} account ${accountId}` };
  applying.changed({
    action: 'add',
    what: 'assignment',
    name: positionId,
    before: null,
    after: position.aname,
    audited,
  });
}
