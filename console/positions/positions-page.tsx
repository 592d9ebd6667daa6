import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { CHARTS_EVERY_MS, useLive } from '../api/use-live.js';
import { Instant } from '../instants/instant.js';
import { HeldList } from '../lists/held-list.js';
import { type Column } from '../parts/data-table.js';
import { Page } from '../parts/page.js';
import { PositionState } from './position-state.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';

type Item = components['schemas']['AdminPositionItem'];

const text = words.positions;

const COLUMNS: readonly Column<Item>[] = [
  { key: 'name', head: text.columns.name, cell: nameOf },
  { key: 'id', head: text.columns.id, cell: ({ position_id: id }) => <code>{id}</code> },
  { key: 'languages', head: text.columns.languages, cell: ({ languages }) => languages.join(', ') },
  { key: 'version', head: text.columns.version, cell: ({ version }) => version },
  { key: 'accounts', head: text.columns.accounts, cell: ({ accounts }) => accounts },
  { key: 'state', head: text.columns.state, cell: (item) => <PositionState position={item} /> },
  { key: 'updated', head: text.columns.updated, cell: ({ updated }) => <Instant at={updated} /> },
  {
    key: 'applications',
    head: text.columns.applications,
    cell: ({ position_id: id, aname }) => (
      <Link href={`/applications?position=${id}`} aria-label={text.showOf(aname)}>
        {text.show}
      </Link>
    ),
  },
];

/** The list of all positions, also of those that cannot be ordered. */
export function PositionsPage() {
  const [, , cursor] = useFilters([]);
  const live = useLive({
    key: ['positions', cursor],
    every: CHARTS_EVERY_MS,
    keepPrevious: true,
    read: (api, options) =>
      answer(api.GET('/v1/admin/positions', { ...options, params: { query: cursor === undefined ? {} : { cursor } } })),
  });
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <Link className="button" href="/positions/import">
          {text.import}
        </Link>
      }
    >
      <HeldList
        caption={text.title}
        columns={COLUMNS}
        live={live}
        keyOf={({ position_id: id }) => id}
        empty={text.empty}
      />
    </Page>
  );
}

function nameOf({ position_id: id, aname }: Item) {
  return (
    <Link href={`/positions/${id}`}>
      <bdi>{aname}</bdi>
    </Link>
  );
}
