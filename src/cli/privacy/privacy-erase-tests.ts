import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { eraseTests } from '../../../routes/privacy/erase-tests.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop privacy erase-tests`: takes the people out of all orders of an account that were tests. */
export function registerPrivacyEraseTests(parent: Command, session: Session): void {
  documented(parent.command('erase-tests'), {
    what: 'Take the people out of all applications of an account that were ordered as tests, for good.',
    more: 'Each as by pop application erase. It may be stopped and run again.',
    examples: ['pop privacy erase-tests 10000001'],
    json: '{"account_id", "erased"}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .action(async (accountId: string) => {
      const audited = { operation: 'privacy erase-tests', object: `account ${accountId}` };
      const context = await operationContext(session, audited);
      await knownAccount(context.db, accountId);
      let erased = 0;
      for (let more = true; more;) {
        const answer = await eraseTests({}, { ...context, accountId });
        if (answer instanceof Refusal) throw refused(answer.detail);
        erased += Number(answer.erased);
        more = answer.has_more === true;
      }
      session.print({ account_id: accountId, erased }, () => `Erased in account ${accountId}: ${erased}.`);
    });
}
