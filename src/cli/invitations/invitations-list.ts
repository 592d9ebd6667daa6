import { type Command, Option } from 'commander';
import { listInvitations, type StoredInvitation } from '../../../db/notifications/list-invitations.js';
import { presentNotification } from '../../../routes/notifications/present-notification.js';
import { countArgument } from '../input/count-argument.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { timeArgument } from '../input/time-argument.js';
import { lastWords, nextWords } from '../notifications/notifications-words.js';
import { documented } from '../output/documented.js';
import { table } from '../output/table.js';
import { type Session } from '../session/session.js';
import { type InvitationState, STATE_CHOICES, stateWord, storedState } from './invitation-states.js';

interface Options {
  state?: InvitationState;
  since?: number;
  until?: number;
  limit: number;
}

/** `pop invitations list`: what became of the invitations of an account, or of all in one state. */
export function registerInvitationsList(parent: Command, session: Session): void {
  const command: Command = documented(parent.command('list'), {
    what: 'List the invitations of an account, or all that are in one state.',
    more:
      'State is waiting (to be sent, now or later; a reminder, too), sent (the server took it), refused (the server refused\n' +
      'it for good), given_up (no attempt succeeded in three days or until the application expired), cancelled (completed or\n' +
      'cancelled before it was sent), or parked (given up because each attempt took its process down). pop invitations show\n' +
      'has the attempts and what the server said.',
    examples: ['pop invitations list --state refused', 'pop invitations list 10000001 --since 2026-03-01'],
    json:
      '{"has_more", "invitations": [{"account_id", "application_id", "kind", "state", "under_way", "attempt_count",\n' +
      '"last_status", "last_fault", "created", "expires", "ended", "next_attempt"}]}, kind is mail or sms',
  })
    .argument('[ACCOUNT]', 'id of the account', idArgument)
    .addOption(new Option('--state <STATE>', 'only these').choices(STATE_CHOICES))
    .option('--since <DAY|INSTANT>', 'created at or after', timeArgument)
    .option('--until <DAY|INSTANT>', 'created before', timeArgument)
    .option('--limit <N>', 'how many at most', countArgument(1, 10_000), 100)
    .action((accountId: string | undefined, options: Options) => {
      if (accountId === undefined && options.state === undefined) {
        command.error('error: give ACCOUNT or --state, or both');
      }
      return list(session, accountId, options);
    });
}

async function list(session: Session, accountId: string | undefined, { state, ...options }: Options): Promise<void> {
  const db = await session.db();
  if (accountId !== undefined) await knownAccount(db, accountId);
  const stored = state && storedState(state);
  const found = await listInvitations(db, { accountId, state: stored, ...options, limit: options.limit + 1 });
  const invitations = found.slice(0, options.limit).map(present);
  const hasMore = found.length > options.limit;
  session.print({ has_more: hasMore, invitations }, () =>
    [
      table(
        ['ACCOUNT', 'APPLICATION', 'KIND', 'STATE', 'ATTEMPTS', 'LAST', 'CREATED', 'NEXT OR ENDED'],
        invitations.map((one) => [
          one.account_id,
          one.application_id,
          one.kind,
          one.state,
          String(one.attempt_count),
          lastWords(one),
          one.created,
          nextWords(one),
        ]),
        'There are no such invitations.',
      ),
      ...(hasMore ? ['There are more: raise --limit, or name an account and go on with --since.'] : []),
    ].join('\n'),
  );
}

function present(invitation: StoredInvitation) {
  const { notification_id: _, ...shown } = presentNotification(invitation);
  return { account_id: invitation.accountId, kind: invitation.kind, ...shown, state: stateWord(invitation.state) };
}
