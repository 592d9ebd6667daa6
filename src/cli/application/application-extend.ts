import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { extendApplication } from '../../../routes/applications/extend-application.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop application extend`: another last day, as its partner could set it. */
export function registerApplicationExtend(parent: Command, session: Session): void {
  documented(parent.command('extend'), {
    what: 'Set the last day on which the candidate can answer, earlier or later than before.',
    more: 'An expired application is open again. The day is a whole day in UTC, from today to 100 years ahead.',
    examples: ['pop application extend 42 2026-12-31'],
    json: '{"application_id", "account_id", "status", "expires"}',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .argument('<DAY>', 'the last day, YYYY-MM-DD')
    .action(async (applicationId: string, expires: string) => {
      const audited = { operation: 'application extend', object: `application ${applicationId}` };
      const context = await operationContext(session, audited);
      const application = await knownApplication(context.db, applicationId);
      const answer = await extendApplication({ expires }, { ...context, application });
      if (answer instanceof Refusal) throw refused(answer.detail);
      const result = { application_id: applicationId, account_id: application.accountId };
      session.print(
        { ...result, status: answer.status, expires: answer.expires },
        () => `Application ${applicationId} can be answered until ${expires}.`,
      );
    });
}
