import { type Command } from 'commander';
import { setNotificationsPaused } from '../../../db/notifications/notification-accounts.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { type Session } from '../session/session.js';

/** `pop notifications pause` and `pop notifications resume`. */
export function registerNotificationsPause(parent: Command, session: Session): void {
  const verbs = [
    {
      verb: 'pause',
      paused: true,
      what: "Hold an account's notifications back.",
      more: 'Nothing is lost: old and new ones are kept until you resume, or until their applications expire.',
      done: 'are paused',
    },
    {
      verb: 'resume',
      paused: false,
      what: "Send an account's notifications again.",
      more: 'Those that became due meanwhile are sent at once, within the limit of attempts that the account has.',
      done: 'are sent',
    },
  ];
  for (const { verb, paused, what, more, done } of verbs) {
    documented(parent.command(verb), {
      what,
      more,
      examples: [`pop notifications ${verb} 10000001`],
      json: '{"account_id", "paused"}',
    })
      .argument('<ACCOUNT>', 'id of the account', idArgument)
      .action(async (accountId: string) => {
        const object = `account ${accountId}`;
        await changeAsOperator(session, { operation: `notifications ${verb}`, object }, async (trx) => {
          await knownAccount(trx, accountId);
          await setNotificationsPaused(trx, accountId, paused);
        });
        session.print({ account_id: accountId, paused }, () => `Notifications of account ${accountId} ${done}.`);
      });
  }
}
