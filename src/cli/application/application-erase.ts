import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { eraseApplication } from '../../../routes/privacy/erase-application.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop application erase`: takes the person out of an application for good. */
export function registerApplicationErase(parent: Command, session: Session): void {
  documented(parent.command('erase'), {
    what: 'Take the person out of an application, for good.',
    more:
      'Names, fields, addresses, answers, links, and what was sent and came back are gone. Ids and dates stay, and scores if\n' +
      'the account keeps them. An open application is cancelled. Doing so twice changes nothing.',
    examples: ['pop application erase 42'],
    json: '{"application_id", "account_id", "erased"}, erased is 1, or 0 if it was before',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .action(async (applicationId: string) => {
      const audited = { operation: 'application erase', object: `application ${applicationId}` };
      const context = await operationContext(session, audited);
      const application = await knownApplication(context.db, applicationId);
      const answer = await eraseApplication({}, { ...context, application });
      if (answer instanceof Refusal) throw refused(answer.detail);
      const { account_id: accountId, erased } = answer;
      session.print({ application_id: applicationId, account_id: accountId, erased }, () =>
        erased === 1 ? `Application ${applicationId} is erased.` : `Application ${applicationId} was erased before.`,
      );
    });
}
