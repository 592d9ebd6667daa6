import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { exportPerson } from '../../../routes/privacy/export-person.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { textArgument } from '../input/text-argument.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop privacy export`: all that an account holds of a person, as JSON. */
export function registerPrivacyExport(parent: Command, session: Session): void {
  documented(parent.command('export'), {
    what: 'Print all that an account holds of the person with an e-mail address, as JSON.',
    more: 'The address may be the candidate’s, the one that was invited, or stand in any field. Links are left out.',
    examples: ['pop privacy export 10000001 ada@example.com > ada.json'],
    json: 'as in GET /v1/accounts/{account_id}/persons, also without --json',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<EMAIL>', 'the e-mail address', textArgument)
    .action(async (accountId: string, email: string) => {
      const context = await operationContext(session, { operation: 'privacy export', object: `account ${accountId}` });
      await knownAccount(context.db, accountId);
      const answer = await exportPerson({ email }, { ...context, accountId });
      if (answer instanceof Refusal) throw refused(answer.detail);
      session.print(answer, () => JSON.stringify(answer, null, 2));
    });
}
