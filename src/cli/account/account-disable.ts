import { type Command } from 'commander';
import { lockAccount, setAccountDisabled } from '../../../db/accounts/accounts.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { iso } from '../output/iso.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop account disable` and `pop account enable`. */
export function registerAccountDisable(parent: Command, session: Session): void {
  const verbs = [
    {
      verb: 'disable',
      disables: true,
      what: 'Let an account order nothing new, from the next request on.',
      more:
        'Orders, extensions and invitations sent again are refused with error 17. What was ordered goes on: candidates can\n' +
        'answer, notifications are sent, and partners can read and cancel. To shut a partner out use pop user disable, to\n' +
        'hold notifications back pop notifications pause.',
      done: 'is disabled',
    },
    {
      verb: 'enable',
      disables: false,
      what: 'Let a disabled account order again.',
      more: 'It is as it was before: users, permissions, positions and config have stayed.',
      done: 'is enabled',
    },
  ];
  for (const { verb, disables, what, more, done } of verbs) {
    documented(parent.command(verb), {
      what,
      more,
      examples: [`pop account ${verb} 10000001`],
      json: '{"account_id", "disabled"}, disabled is the instant or null',
    })
      .argument('<ACCOUNT>', 'id of the account', idArgument)
      .action(async (accountId: string) => {
        const disabledAt = disables ? session.now() : undefined;
        await changeAsOperator(
          session,
          { operation: `account ${verb}`, object: `account ${accountId}` },
          async (trx) => {
            const { disabledAt: since } = await knownAccount(trx, accountId, lockAccount);
            if (disables && since !== undefined) {
              throw refused(`Account ${accountId} is disabled since ${iso(since)}.`);
            }
            if (!disables && since === undefined) throw refused(`Account ${accountId} is not disabled.`);
            await setAccountDisabled(trx, accountId, disabledAt);
          },
        );
        session.print({ account_id: accountId, disabled: iso(disabledAt) }, () => `Account ${accountId} ${done}.`);
      });
  }
}
