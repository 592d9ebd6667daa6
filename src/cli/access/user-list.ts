import { type Command } from 'commander';
import { listDeletedUsers, listUsers } from '../../../db/accounts/users.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop user list`: all users by name, or the deleted ones. */
export function registerUserList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: 'List all users, or those that were deleted.',
    examples: ['pop user list', "pop user list --json | jq -r '.users[].name'", 'pop user list --deleted'],
    json:
      '{"users": [{"user_id", "name", "kind", "active", "console_role", "created"}]}; with --deleted\n' +
      '{"users": [{"user_id", "former_name", "kind", "created", "deleted"}]}',
  })
    .option('--deleted', 'those that were deleted, by the names they had')
    .action((options: { deleted?: true }) => (options.deleted ? listDeleted(session) : list(session)));
}

async function list(session: Session): Promise<void> {
  const users = (await listUsers(await session.db())).map(({ userId, name, kind, active, consoleRole, createdAt }) => ({
    user_id: userId,
    name,
    kind,
    active,
    console_role: consoleRole ?? null,
    created: iso(createdAt)!,
  }));
  session.print({ users }, () =>
    table(
      ['NAME', 'KIND', 'STATE', 'CONSOLE', 'CREATED'],
      users.map((user) => [
        user.name,
        user.kind,
        user.active ? 'active' : 'disabled',
        user.console_role ?? '-',
        user.created,
      ]),
      'There are no users; pop user create makes one.',
    ),
  );
}

async function listDeleted(session: Session): Promise<void> {
  const users = (await listDeletedUsers(await session.db())).map((user) => ({
    user_id: user.userId,
    former_name: user.formerName,
    kind: user.kind,
    created: iso(user.createdAt)!,
    deleted: iso(user.deletedAt)!,
  }));
  session.print({ users }, () =>
    table(
      ['ID', 'FORMER NAME', 'KIND', 'CREATED', 'DELETED'],
      users.map((user) => Object.values(user)),
      'No user was deleted.',
    ),
  );
}
