import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { cancelApplication } from '../../../routes/applications/cancel-application.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop application cancel`: takes an order back, as its partner could. */
export function registerApplicationCancel(parent: Command, session: Session): void {
  documented(parent.command('cancel'), {
    what: 'Cancel an application for good: the candidate can no longer answer.',
    more:
      'What the candidate had saved is forgotten, and invitations that are still to be sent are not. Doing so twice changes\n' +
      'nothing; a completed application stays completed.',
    examples: ['pop application cancel 42'],
    json: '{"application_id", "account_id", "status"}',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .action(async (applicationId: string) => {
      const audited = { operation: 'application cancel', object: `application ${applicationId}` };
      const context = await operationContext(session, audited);
      const application = await knownApplication(context.db, applicationId);
      const answer = await cancelApplication({}, { ...context, application });
      if (answer instanceof Refusal) throw refused(answer.detail);
      const result = { application_id: applicationId, account_id: application.accountId, status: answer.status };
      session.print(result, () => `Application ${applicationId} is cancelled.`);
    });
}
