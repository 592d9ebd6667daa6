import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { Instant } from '../instants/instant.js';
import { FilterWords } from '../notifications/filter-words.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { words } from '../words/words.js';
import { ReplayState } from './replay-state.js';

type Replay = components['schemas']['AdminReplay'];

/** The newest jobs that send many notifications again. */
export function ReplaysPage() {
  const text = words.notifications.jobs;
  const live = useLive({
    key: ['replays'],
    every: EVERY_MS,
    read: (api, options) => answer(api.GET('/v1/admin/notification-replays', options)),
  });
  return (
    <Page title={text.title} above={[{ title: words.notifications.title, href: '/notifications' }]} lead={text.detail}>
      <LoadState live={live} empty={{ when: ({ items }) => items.length === 0, show: <p>{text.empty}</p> }}>
        {({ items }) => (
          <DataTable caption={text.title} columns={COLUMNS} rows={items} keyOf={({ replay_id: id }) => id} />
        )}
      </LoadState>
    </Page>
  );
}

const { jobs } = words.notifications;

const COLUMNS: readonly Column<Replay>[] = [
  {
    key: 'id',
    head: words.notifications.columns.id,
    cell: ({ replay_id: id }) => (
      <Link href={`/replays/${id}`} aria-label={jobs.one(id)}>
        {id}
      </Link>
    ),
  },
  {
    key: 'filter',
    head: jobs.filter,
    cell: ({ filter, account }) => <FilterWords filter={filter} account={account} />,
  },
  { key: 'state', head: words.notifications.columns.state, cell: (replay) => <ReplayState replay={replay} /> },
  { key: 'progress', head: jobs.progress, align: 'end', cell: ({ done, total }) => jobs.of(done, total) },
  { key: 'ordered', head: jobs.ordered, cell: ({ created }) => <Instant at={created} /> },
  { key: 'user', head: words.notifications.jobs.byHead, cell: ({ user }) => user },
];
