import { type Schema } from '../../../routes/documented.js';
import { type Command } from 'commander';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { listAttempts } from '../../../db/notifications/notification-attempts.js';
import {
  presentAttempt,
  presentNotification,
  presentReplayed,
} from '../../../routes/notifications/present-notification.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownNotification } from './known-notification.js';
import { faultWords, lastWords, nextWords } from './notifications-words.js';
import { replyLines } from '../output/reply-lines.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop notifications show`: the notification of an application, and its attempts. */
export function registerNotificationsShow(parent: Command, session: Session): void {
  documented(parent.command('show'), {
    what: 'Show the notification of an application and its attempts.',
    more:
      'Only the first 5 and the last 10 attempts are kept, and the reply to the last. They go some time after the end.\n' +
      'MS is look-up/connect/first byte/total.',
    examples: ['pop notifications show 42'],
    json:
      '{"account_id", "paused", "webhook_id", "notification_id", "application_id", "state", "under_way", "attempt_count",\n' +
      '"last_status", "last_fault", "created", "expires", "ended", "next_attempt", "replayed", "attempts": [{"number",\n' +
      '"started", "dns_ms", "connect_ms", "first_byte_ms", "total_ms", "outcome", "status", "fault", "address",\n' +
      '"reply"}]}',
  })
    .argument('<APPLICATION>', 'id of the application', idArgument)
    .action(async (applicationId: string) => {
      const db = await session.db();
      const found = await knownNotification(db, applicationId);
      const { paused } = await notificationAccount(db, found.accountId);
      const result = {
        account_id: found.accountId,
        paused,
        webhook_id: `ntf_${found.notificationId}`,
        ...presentNotification(found),
        replayed: presentReplayed(found),
        attempts: (await listAttempts(db, found.notificationId)).map(presentAttempt),
      };
      session.print(result, () => asText(result));
    });
}

function asText(
  shown: Schema<'Notification'> & {
    account_id: string;
    paused: boolean;
    webhook_id: string;
    replayed: string | null;
    attempts: Schema<'NotificationAttempt'>[];
  },
): string {
  const { application_id, webhook_id, account_id, state, attempt_count, created, expires, attempts } = shown;
  const last = attempts.at(-1);
  return [
    `Application ${application_id} of account ${account_id}: ${state}, attempts: ${attempt_count}, last ${lastWords(shown)}`,
    `webhook-id ${webhook_id}, created ${created}, application expires ${expires}`,
    shown.ended === null ? `Next attempt: ${nextWords(shown)}` : `Ended: ${shown.ended}`,
    `Replayed: ${shown.replayed ?? 'never'}`,
    ...(shown.paused ? [`Notifications of account ${account_id} are paused.`] : []),
    '',
    table(
      ['NO', 'STARTED', 'OUTCOME', 'STATUS', 'FAULT', 'ADDRESS', 'MS'],
      attempts.map((one) => [
        String(one.number),
        one.started,
        one.outcome,
        String(one.status ?? '-'),
        faultWords(one) ?? '-',
        one.address ?? '-',
        [one.dns_ms, one.connect_ms, one.first_byte_ms, one.total_ms].map((ms) => ms ?? '-').join('/'),
      ]),
      'No attempt has been made yet.',
    ),
    ...(last && last.reply !== '' ? ['', `Reply to attempt ${last.number}:`, ...replyLines(last.reply)] : []),
  ].join('\n');
}
