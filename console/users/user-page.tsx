import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay, useSession } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { Facts } from '../parts/facts.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { addressOf } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { UserAccounts } from './user-accounts.js';
import { UserActions } from './user-actions.js';
import { UserCredentials } from './user-credentials.js';
import { UserSessions } from './user-sessions.js';
import { UserState } from './user-state.js';

type User = components['schemas']['ConsoleUserDetails'];

const text = words.users;

/** One user: what it is, what it may do, its passwords and where it is signed in. */
export function UserPage({ id }: { id: string }) {
  const mayChange = useMay('admin');
  const { session } = useSession();
  const live = useLive({
    key: ['user', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(api.GET('/v1/admin/users/{user_id}', { ...options, params: { path: { user_id: id } } })),
  });
  const user = live.data;
  const isSelf = user?.user === session.user;
  return (
    <Page
      title={user?.user ?? text.one.id(id)}
      above={[{ title: text.title, href: '/users' }]}
      beside={user && <UserState user={user} />}
      actions={user && mayChange && !isSelf && <UserActions user={user} />}
      lead={isSelf ? text.one.self : undefined}
    >
      <LoadState live={live}>
        {(user) => (
          <>
            <Facts facts={factsOf(user)} />
            <nav className="tiles" aria-label={words.accounts.one.links}>
              <Link href={addressOf('/audit', { user: user.user })}>{text.one.audit}</Link>
            </nav>
            <UserAccounts accounts={user.accounts} />
            <UserCredentials user={user} />
            {user.kind === 'internal' && mayChange && <UserSessions user={user.user} isSelf={isSelf} />}
          </>
        )}
      </LoadState>
    </Page>
  );
}

function factsOf({ user_id: id, kind, role, created, last_used: used }: User) {
  return [
    [words.accounts.columns.id, <code key="id">{id}</code>],
    [text.kind, text.kinds[kind]],
    [text.columns.role, text.roles[role]],
    [text.columns.lastUsed, used === null ? text.never : <Instant key="used" at={used} />],
    [text.columns.created, <Instant key="created" at={created} />],
  ] as const;
}
