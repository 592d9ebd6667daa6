import { currentConfigVersion } from '../../../db/accounts/config-versions.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownVersion } from './known-version.js';
import { saveConfig } from './save-config.js';

/**
 * Stores an earlier config again, its secrets too, as a new version. It is checked like any other, because what was
 * valid then may not be valid now.
 */
export async function restoreConfig(
  { if_match: ifMatch, version, note }: Input<'adminRestoreConfig'>,
  context: AdminOn<'account'>,
): Promise<Outcome<'adminRestoreConfig'>> {
  return saveConfig(context, {
    ifMatch,
    note: note || `Version ${version} restored.`,
    placed: ({ detail }) => ({ pointer: '/version', detail }),
    fieldsFor: async (trx, account) => {
      const found = await knownVersion(trx, account, version, await currentConfigVersion(trx, account));
      if (!('config' in found)) return found;
      const parsed = parseConfigString(found.config);
      if ('pairs' in parsed) return parsed.pairs.map(([key, value]) => ({ key, value }));
      return refuseFaults([{ pointer: '/version', detail: `its text can't be read: ${parsed.fault}` }]);
    },
  });
}
