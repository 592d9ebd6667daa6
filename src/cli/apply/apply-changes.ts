import { type Fault } from '../../../engine/fault.js';
import { type Warning } from '../../../engine/warning.js';
import { warningsOfConfig } from '../../../routes/accounts/warnings-of-config.js';
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
export async function applyChanges(given: Omit<Applying, 'changed' | 'fault'>): Promise<Applied> {
  const applied: Applied = { changes: [], warnings: [], faults: [] };
  const applying: Applying = {
    ...given,
    changed: (change) => void applied.changes.push(change),
    fault: (pointer, detail) => void applied.faults.push({ pointer, detail }),
  };
  const config = await applyAccount(applying);
  // Without an account nothing can be granted or assigned.
  if (!config) return applied;
  await applyUsers(applying);
  await applyPositions(applying);
  const keys = keysAffected(applied.changes);
  applied.warnings = await warningsOfConfig(given.trx, given.document.accountId, { ...config, keys });
  return applied;
}

/** The config keys that the changes are about. Another position may have lost the reducer that `rdc` names. */
function keysAffected(changes: readonly Change[]): string[] {
  const keys = changes.filter(({ what }) => what === 'config').map(({ name }) => name);
  const positions = changes.some(({ what }) => what === 'position' || what === 'assignment');
  return positions ? [...keys, 'rdc'] : keys;
}
