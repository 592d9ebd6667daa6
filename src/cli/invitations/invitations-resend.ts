import { type Command } from 'commander';
import { lockApplication } from '../../../db/applications/applications.js';
import { recordResend } from '../../../routes/applications/record-resend.js';
import { Refusal } from '../../../engine/refusal.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop invitations resend`: sends the invitation of an application again, by mail and SMS as it was ordered. */
export function registerInvitationsResend(parent: Command, session: Session): void {
  documented(parent.command('resend'), {
    what: 'Send the invitation of an application again.',
    more:
      'It goes to the app_email and the app_phone of the order. A gateway or notifier sends it. An invitation is sent at\n' +
      'most once a minute, and again at most 5 times in 24 hours, whoever asks.',
    examples: ['pop invitations resend 42'],
    json: '{"application_id", "account_id", "queued": ["mail", "sms"]}',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .action(async (applicationId: string) => {
      const object = `application ${applicationId}`;
      const { accountId, queued } = await changeAsOperator(
        session,
        { operation: 'invitation resend', object },
        async (trx) => {
          await knownApplication(trx, applicationId);
          const application = (await lockApplication(trx, applicationId))!;
          const kinds = await recordResend(trx, application, session.now());
          if (kinds instanceof Refusal) throw refused(kinds.detail);
          return { accountId: application.accountId, queued: kinds };
        },
      );
      session.print(
        { application_id: applicationId, account_id: accountId, queued },
        () => `The invitation of application ${applicationId} is due again, by ${queued.join(' and ')}.`,
      );
    });
}
