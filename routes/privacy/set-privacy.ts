import { lockAccount } from '../../db/accounts/accounts.js';
import { addPrivacyVersion, currentPrivacy } from '../../db/privacy/account-privacy.js';
import { changePrivacy } from '../../engine/privacy/check-privacy.js';
import { NO_PRIVACY_SETTINGS } from '../../engine/privacy/privacy-settings.js';
import { refuseFaults, type Refusal } from '../../engine/refusal.js';
import { change } from '../change.js';
import { type Input, type Schema } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentPrivacy } from './present-privacy.js';

/** Changes what an account says about its candidates' data. Each change is a version, and consents name theirs. */
export async function setPrivacy(
  input: Input<'setPrivacy'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'setPrivacy'>> {
  return change(context, async (trx): Promise<Schema<'Privacy'> | Refusal> => {
    await lockAccount(trx, accountId);
    const before = await currentPrivacy(trx, accountId);
    const changed = changePrivacy(before ?? NO_PRIVACY_SETTINGS, input);
    if ('faults' in changed) return refuseFaults(changed.faults);
    const version = {
      ...changed.settings,
      version: (before?.version ?? 0) + 1,
      changedAt: context.now,
      changedBy: context.caller.userName,
    };
    await addPrivacyVersion(trx, accountId, version);
    return presentPrivacy(accountId, version);
  });
}
