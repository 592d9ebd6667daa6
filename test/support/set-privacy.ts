import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { addPrivacyVersion, currentPrivacy } from '../../db/privacy/account-privacy.js';
import { NO_PRIVACY_SETTINGS, type PrivacySettings } from '../../engine/privacy/privacy-settings.js';
import { TEST_NOW } from './test-now.js';

/** Lets an account say what it wants for its candidates' data, as its next version. */
export async function setPrivacy(db: Knex, accountId: string, settings: Partial<PrivacySettings>): Promise<void> {
  await writeTransaction(db, async (trx) => {
    const version = ((await currentPrivacy(trx, accountId))?.version ?? 0) + 1;
    const change = { version, changedAt: TEST_NOW, changedBy: 'tester' };
    await addPrivacyVersion(trx, accountId, { ...NO_PRIVACY_SETTINGS, ...settings, ...change });
  });
}
