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
import { AccountState } from './account-state.js';
import { NewAccount } from './new-account.js';

type Item = components['schemas']['AdminAccountItem'];

const text = words.accounts;

const COLUMNS: readonly Column<Item>[] = [
  {
    key: 'name',
    head: text.columns.name,
    cell: ({ account_id: id, name }) => <Link href={`/accounts/${id}`}>{name}</Link>,
  },
  { key: 'id', head: text.columns.id, cell: ({ account_id: id }) => <code>{id}</code> },
  { key: 'url', head: text.columns.url, cell: ({ url_host: host }) => host ?? '–' },
  { key: 'state', head: text.columns.state, cell: (account) => <AccountState account={account} /> },
  { key: 'created', head: text.columns.created, cell: ({ created }) => <Instant at={created} /> },
];

/** The list of accounts, with a search and those in trouble. */
export function AccountsPage() {
  const [filters, change, cursor] = useFilters(['q', 'trouble', 'paused']);
  const [creating, setCreating] = useState(useHasDraft('new-account'));
  const mayCreate = useMay('operator');
  const live = useLive({
    key: ['accounts', filters, cursor],
    every: EVERY_MS,
    keepPrevious: true,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts', { ...options, params: { query: queryOf(filters, cursor) } })),
  });
  const isFiltered = Object.values(filters).some((value) => value !== '');
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
          label={text.state}
          value={filters.trouble === 'true' ? 'trouble' : filters.paused === 'true' ? 'paused' : ''}
          onChange={(state) =>
            change({ trouble: state === 'trouble' ? 'true' : '', paused: state === 'paused' ? 'true' : '' })
          }
          choices={Object.entries(text.states)}
        />
      </FilterBar>
      <HeldList
        caption={text.title}
        columns={COLUMNS}
        live={live}
        keyOf={(row) => row.account_id}
        empty={isFiltered ? text.emptyFilter : text.empty}
      />
      {creating && <NewAccount onClose={() => setCreating(false)} />}
    </Page>
  );
}

function queryOf({ q, trouble, paused }: Record<'q' | 'trouble' | 'paused', string>, cursor: string | undefined) {
  return {
    ...(q !== '' && { q }),
    ...(trouble === 'true' && { trouble: true }),
    ...(paused === 'true' && { paused: true }),
    ...(cursor !== undefined && { cursor }),
  };
}
