import { type Schema } from '../../../routes/documented.js';
import { type Command } from 'commander';
import { type Knex } from 'knex';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { listAttempts } from '../../../db/notifications/notification-attempts.js';
import { INVITATION_KINDS, type InvitationKind } from '../../../engine/invitation/invitation-kinds.js';
import { presentAttempt, presentNotification } from '../../../routes/notifications/present-notification.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownApplication } from '../input/known-application.js';
import { lastWords, nextWords } from '../notifications/notifications-words.js';
import { replyLines } from '../output/reply-lines.js';
import { type Session } from '../session/session.js';
import { type InvitationState, stateWord } from './invitation-states.js';
import { table } from '../output/table.js';

interface InvitationView extends Omit<Schema<'Notification'>, 'notification_id' | 'application_id' | 'state'> {
  kind: InvitationKind;
  state: InvitationState;
  attempts: Omit<Schema<'NotificationAttempt'>, 'dns_ms' | 'connect_ms' | 'first_byte_ms' | 'address'>[];
}

/** `pop invitations show`: the invitations of an application, by mail and by SMS, and their attempts. */
export function registerInvitationsShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: 'Show the invitations of an application, by mail and by SMS, and their attempts.',
    more:
      'Only the first 5 and the last 10 attempts are kept, and the reply to the last. They go some time after the end.\n' +
      'STATUS is an SMTP reply code or an HTTP status.',
    examples: ['pop invitations show 42'],
    json:
      '{"application_id", "account_id", "invitations": [{"kind", "state", "under_way", "attempt_count", "last_status",\n' +
      '"last_fault", "created", "expires", "ended", "next_attempt", "attempts": [{"number", "started", "total_ms", "outcome",\n' +
      '"status", "fault", "reply"}]}]}',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .action(async (applicationId: string) => {
      const db = await session.db();
      const { accountId } = await knownApplication(db, applicationId);
      const invitations: InvitationView[] = [];
      for (const kind of INVITATION_KINDS) invitations.push(...(await viewOf(db, applicationId, kind)));
      session.print({ application_id: applicationId, account_id: accountId, invitations }, () =>
        [
          `Application ${applicationId} of account ${accountId}`,
          ...invitations.flatMap(asLines),
          ...none(invitations),
        ].join('\n'),
      );
    });
}

async function viewOf(db: Knex, applicationId: string, kind: InvitationKind): Promise<InvitationView[]> {
  const found = await findNotification(db, applicationId, kind);
  if (!found) return [];
  const { notification_id: _id, application_id: _application, ...view } = presentNotification(found);
  const attempts = (await listAttempts(db, found.notificationId)).map((attempt) => {
    const {
      dns_ms: _dns,
      connect_ms: _connect,
      first_byte_ms: _first,
      address: _address,
      ...shown
    } = presentAttempt(attempt);
    return shown;
  });
  return [{ kind, ...view, state: stateWord(found.state), attempts }];
}

const none = (invitations: InvitationView[]): string[] =>
  invitations.length > 0 ? [] : ['No invitation: it was ordered without app_email and app_phone.'];

function asLines(shown: InvitationView): string[] {
  const { kind, state, attempt_count: count, ended, attempts } = shown;
  const last = attempts.at(-1);
  return [
    '',
    `${kind}: ${state}, attempts: ${count}, last ${lastWords(shown)}`,
    ended === null ? `Next attempt: ${nextWords(shown)}` : `Ended: ${ended}`,
    table(
      ['NO', 'STARTED', 'OUTCOME', 'STATUS', 'FAULT', 'MS'],
      attempts.map((one) => [
        String(one.number),
        one.started,
        one.outcome,
        String(one.status ?? '-'),
        one.fault ?? '-',
        String(one.total_ms),
      ]),
      'No attempt has been made yet.',
    ),
    ...(last && last.reply !== '' ? [`Reply to attempt ${last.number}:`, ...replyLines(last.reply)] : []),
  ];
}
