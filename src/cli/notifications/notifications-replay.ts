import { type Command, Option } from 'commander';
import { NOTIFICATION_STATES, type NotificationState } from '../../../db/notifications/notifications.js';
import { replayNotification } from '../../../db/notifications/replay-notification.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownNotification } from './known-notification.js';
import { replayMany } from './replay-many.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { timeArgument } from '../input/time-argument.js';

interface Options {
  account?: string;
  state?: NotificationState;
  since?: number;
  until?: number;
  detach?: true;
}

/** `pop notifications replay`: sends again one notification, or all notifications of an account that match. */
export function registerNotificationsReplay(parent: Command, session: Session): void {
  const command: Command = documented(parent.command('replay'), {
    what: "Send the notification of an application once more, or all of an account's that match.",
    more:
      'Without --state the rejected, expired, cancelled and parked ones are sent. A notification keeps its webhook-id and\n' +
      'is retried as if it were new. With --account this is a job, and any gateway, any notifier and this command work on\n' +
      'it. Stopping this command does not stop the job, and --detach does not wait for it. Notifications of expired\n' +
      'applications are not sent.',
    examples: [
      'pop notifications replay 42',
      'pop notifications replay --account 10000001 --state rejected --since 2026-03-01',
      'pop notifications replay --account 10000001 --until 2026-03-01T12:00:00Z --detach',
    ],
    json:
      '{"application_id", "account_id"}; with --account\n' +
      '{"replay_id", "account_id", "total", "done", "skipped", "created", "finished"}, finished null with --detach',
  })
    .argument('[APPLICATION]', 'id of the application', idArgument)
    .option('--account <ACCOUNT>', 'replay all notifications of this account that match', idArgument)
    .addOption(new Option('--state <STATE>', 'only these').choices(Object.keys(NOTIFICATION_STATES)))
    .option('--since <DAY|INSTANT>', 'created at or after', timeArgument)
    .option('--until <DAY|INSTANT>', 'created before', timeArgument)
    .option('--detach', 'do not wait until the job is done')
    .action((applicationId: string | undefined, { account, state, since, until, detach }: Options) => {
      const which = { state, since, until, detach };
      const single = Object.values(which).every((value) => value === undefined);
      if (account !== undefined && applicationId === undefined) return replayMany(session, account, which);
      if (account === undefined && applicationId !== undefined && single) return replayOne(session, applicationId);
      return command.error('error: give either APPLICATION alone, or --account with any of the other options');
    });
}

async function replayOne(session: Session, applicationId: string): Promise<void> {
  const object = `application ${applicationId}`;
  const accountId = await changeAsOperator(session, { operation: 'notification replay', object }, async (trx) => {
    const found = await knownNotification(trx, applicationId);
    const replayed = await replayNotification(trx, found, session.now());
    if (replayed !== 'replayed')
      throw refused(`Application ${applicationId} has expired: its notification is not sent any more.`);
    return found.accountId;
  });
  session.print(
    { application_id: applicationId, account_id: accountId },
    () => `The notification of application ${applicationId} is due again.`,
  );
}
