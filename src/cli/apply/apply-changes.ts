import { type Fault } from '../../../engine/fault.js';
import { type Warning } from '../../../engine/warning.js';
import { applyAccount } from './apply-account.js';
import { applyPositions } from './apply-positions.js';
import { applyUsers } from './apply-users.js';
import { type Applying, type Change } from './applying.js';

export interface Applied {
  changes: Change[];
  warnings: Warning[];
  faults: Fault[];
}

/** Makes the database as the file says, and returns what it changed. If there are faults, the caller rolls back. */
export async function applyChanges(given: Omit<Applying, 'changed' | 'warn' | 'fault'>): Promise<Applied> {
  const applied: Applied = { changes: [], warnings: [], faults: [] };
  const applying: Applying = {
    ...given,
    changed: (change) => void applied.changes.push(change),
    warn: (warnings) => void applied.warnings.push(...warnings),
    fault: (pointer, detail) => void applied.faults.push({ pointer, detail }),
  };
  // Without an account nothing can be granted or assigned.
  if (await applyAccount(applying)) {
    await applyUsers(applying);
    await applyPositions(applying);
  }
  return applied;
}
