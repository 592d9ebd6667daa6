import { type Schema } from '../../../routes/documented.js';
import { type Command, Option } from 'commander';
import { listNotifications } from '../../../db/notifications/list-notifications.js';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { NOTIFICATION_STATES, type NotificationState } from '../../../db/notifications/notifications.js';
import { presentNotification } from '../../../routes/notifications/present-notification.js';
import { countArgument } from '../input/count-argument.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { lastWords, nextWords } from './notifications-words.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';
import { timeArgument } from '../input/time-argument.js';

interface Options {
  state?: NotificationState;
  since?: number;
  until?: number;
  limit: number;
}

/** `pop notifications list`: an account's notifications, oldest first. */
export function registerNotificationsList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: "List an account's notifications, oldest first.",
    more:
      'State is live (to be sent, now or later), delivered, rejected (a final status), expired (its application has expired),\n' +
      'cancelled, or parked (each attempt crashed its process). A day means its first moment in UTC.',
    examples: [
      'pop notifications list 10000001 --state rejected',
      'pop notifications list 10000001 --since 2026-03-01 --until 2026-03-01T12:00:00Z --limit 1000',
    ],
    json:
      '{"account_id", "paused", "has_more", "notifications": [{"notification_id", "application_id", "state", "under_way",\n' +
      '"attempt_count", "last_status", "last_fault", "created", "expires", "ended", "next_attempt"}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .addOption(new Option('--state <STATE>', 'only these').choices(Object.keys(NOTIFICATION_STATES)))
    .option('--since <DAY|INSTANT>', 'created at or after', timeArgument)
    .option('--until <DAY|INSTANT>', 'created before', timeArgument)
    .option('--limit <N>', 'how many at most', countArgument(1, 10_000), 100)
    .action(async (accountId: string, options: Options) => {
      const db = await session.db();
      await knownAccount(db, accountId);
      const { paused } = await notificationAccount(db, accountId);
      const found = await listNotifications(db, { accountId, ...options, limit: options.limit + 1 });
      const notifications = found.slice(0, options.limit).map(presentNotification);
      const result = { account_id: accountId, paused, has_more: found.length > options.limit, notifications };
      session.print(result, () => asText(result));
    });
}

function asText(result: {
  account_id: string;
  paused: boolean;
  notifications: Schema<'Notification'>[];
  has_more: boolean;
}): string {
  const { account_id, paused, notifications, has_more } = result;
  return [
    table(
      ['APPLICATION', 'STATE', 'ATTEMPTS', 'LAST', 'CREATED', 'NEXT OR ENDED'],
      notifications.map((one) => [
        one.application_id,
        one.state,
        String(one.attempt_count),
        lastWords(one),
        one.created,
        nextWords(one),
      ]),
      `Account ${account_id} has no such notifications.`,
    ),
    ...(has_more ? [`There are more: raise --limit, or go on with --since ${notifications.at(-1)!.created}.`] : []),
    ...(paused ? [`Notifications of account ${account_id} are paused: pop notifications resume ends the pause.`] : []),
  ].join('\n');
}
