import { useState } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { useHasDraft } from '../drafts/use-draft.js';
import { Instant } from '../instants/instant.js';
import { HeldList } from '../lists/held-list.js';
import { type Column } from '../parts/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.js';
import { ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { NewUser } from './new-user.js';
import { UserState } from './user-state.js';

type User = components['schemas']['ConsoleUser'];
type Kind = components['schemas']['UserKind'];
type Role = components['schemas']['ConsoleRole'];

const text = words.users;

const COLUMNS: readonly Column<User>[] = [
  { key: 'user', head: text.columns.user, cell: ({ user_id: id, user }) => <Link href={`/users/${id}`}>{user}</Link> },
  { key: 'kind', head: text.columns.kind, cell: ({ kind }) => text.kinds[kind] },
  { key: 'role', head: text.columns.role, cell: ({ role }) => text.roles[role] },
  { key: 'state', head: text.columns.state, cell: (user) => <UserState user={user} /> },
  {
    key: 'used',
    head: text.columns.lastUsed,
    cell: ({ last_used: at }) => (at === null ? text.never : <Instant at={at} />),
  },
  { key: 'created', head: text.columns.created, cell: ({ created }) => <Instant at={created} /> },
];

const { none: _none, ...ROLES } = text.roles;

/** The list of users by name, with a search, and filters for kind and role. */
export function UsersPage() {
  const [filters, change, cursor] = useFilters(['q', 'kind', 'role']);
  const [creating, setCreating] = useState(useHasDraft('new-user'));
  const mayCreate = useMay('admin');
  const live = useLive({
    key: ['users', filters, cursor],
    every: EVERY_MS,
    keepPrevious: true,
    read: (api, options) =>
      answer(api.GET('/v1/admin/users', { ...options, params: { query: queryOf(filters, cursor) } })),
  });
  return (
    <Page
      title={text.title}
      actions={
        mayCreate && (
          <button type="button" className="button-main" onClick={() => setCreating(true)}>
            {text.create}
          </button>
        )
      }
    >
      <FilterBar beside={live.readAt > 0 && <ReadAgo at={live.readAt} />}>
        <TextFilter label={text.search} value={filters.q} onChange={(q) => change({ q })} />
        <ChoiceFilter
          label={text.kind}
          value={filters.kind}
          onChange={(kind) => change({ kind })}
          choices={Object.entries(text.kinds)}
        />
        <ChoiceFilter
          label={text.role}
          value={filters.role}
          onChange={(role) => change({ role })}
          choices={Object.entries(ROLES)}
        />
      </FilterBar>
      <HeldList caption={text.title} columns={COLUMNS} live={live} keyOf={(row) => row.user_id} empty={text.empty} />
      {creating && <NewUser onClose={() => setCreating(false)} />}
    </Page>
  );
}

function queryOf({ q, kind, role }: Record<'q' | 'kind' | 'role', string>, cursor: string | undefined) {
  return {
    ...(q !== '' && { q }),
    ...(kind in text.kinds && { kind: kind as Kind }),
    ...(role in ROLES && { role: role as Role }),
    ...(cursor !== undefined && { cursor }),
  };
}
