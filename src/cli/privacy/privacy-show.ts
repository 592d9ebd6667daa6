import { type Command } from 'commander';
import { currentPrivacy } from '../../../db/privacy/account-privacy.js';
import { presentPrivacy } from '../../../routes/privacy/present-privacy.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { documented } from '../output/documented.js';
import { type Session } from '../session/session.js';
import { privacyLines } from './privacy-lines.js';

/** `pop privacy show`: what an account says about its candidates' data. */
export function registerPrivacyShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: "Show what an account says about its candidates' data, and how long it keeps them.",
    more: 'Version 0 is before the first change: nothing is said, asked or erased.',
    examples: ['pop privacy show 10000001'],
    json: 'as in GET /v1/accounts/{account_id}/privacy',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (accountId: string) => {
      const db = await session.db();
      await knownAccount(db, accountId);
      const shown = presentPrivacy(accountId, await currentPrivacy(db, accountId));
      session.print(shown, () => privacyLines(shown));
    });
}
