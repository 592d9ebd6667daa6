import { type Command } from 'commander';
import { listUsers } from '../../../db/accounts/users.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop user list`: all users by name. */
export function registerUserList(parent: Command, session: Session): void {
  documented(parent.command('list'), {
    what: 'List all users.',
    examples: ['pop user list', "pop user list --json | jq -r '.users[].name'"],
    json: '{"users": [{"user_id", "name", "kind", "active", "created"}]}',
  }).action(async () => {
    const users = (await listUsers(await session.db())).map(({ userId, name, kind, active, createdAt }) => ({
      user_id: userId,
      name,
      kind,
      active,
      created: iso(createdAt)!,
    }));
    session.print({ users }, () =>
      table(
        ['NAME', 'KIND', 'STATE', 'CREATED'],
        users.map((user) => [user.name, user.kind, user.active ? 'active' : 'disabled', user.created]),
        'There are no users; pop user create makes one.',
      ),
    );
  });
}
