import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { erasePerson } from '../../../routes/privacy/erase-person.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { textArgument } from '../input/text-argument.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop privacy erase`: takes a person out of all applications of an account. */
export function registerPrivacyErase(parent: Command, session: Session): void {
  documented(parent.command('erase'), {
    what: 'Take the person with an e-mail address out of all applications of an account, for good.',
    more: 'What pop privacy export shows is erased, each application as by pop application erase. Export it before.',
    examples: ['pop privacy export 10000001 ada@example.com', 'pop privacy erase 10000001 ada@example.com'],
    json: '{"account_id", "erased"}, how many applications had the person',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<EMAIL>', 'the e-mail address', textArgument)
    .action(async (accountId: string, email: string) => {
      const context = await operationContext(session, { operation: 'privacy erase', object: `account ${accountId}` });
      await knownAccount(context.db, accountId);
      const answer = await erasePerson({ email }, { ...context, accountId });
      if (answer instanceof Refusal) throw refused(answer.detail);
      const result = { account_id: accountId, erased: Number(answer.erased) };
      session.print(result, () => `Erased in account ${accountId}: ${result.erased}.`);
    });
}
