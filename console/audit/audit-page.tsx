import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS } from '../api/use-live.js';
import { Instant } from '../instants/instant.js';
import { CopyLink } from '../lists/copy-link.js';
import { NewerNote } from '../lists/newer-note.js';
import { NothingHere } from '../lists/nothing-here.js';
import { PeriodFilter } from '../lists/period-filter.js';
import { absoluteSince } from '../lists/periods.js';
import { useNewestList } from '../lists/use-newest-list.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { FilterBar, TextFilter } from '../parts/filter-bar.js';
import { LoadState, ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { StateBadge } from '../parts/state-badge.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';

type Entry = components['schemas']['AuditEntry'];

const TEXTS = ['user', 'object', 'operation', 'request_id'] as const;
const NONE = { user: '', object: '', operation: '', request_id: '', since: '', until: '' };
const NAMES = Object.keys(NONE) as (keyof typeof NONE)[];

/** The audit log, the newest entry first, with its filters in the address. */
export function AuditPage() {
  const text = words.audit;
  const [filters, change, cursor] = useFilters(NAMES);
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  const { live, showNewer } = useNewestList({
    key: ['audit', filters],
    cursor,
    every: EVERY_MS,
    read: (api, options, from) => {
      const since = filters.since !== '' && { since: absoluteSince(filters.since, Date.now()) };
      return answer(api.GET('/v1/admin/audit', { params: { query: { ...given, ...since, ...from } }, ...options }));
    },
  });
  return (
    <Page title={text.title} lead={text.lead} actions={<CopyLink filters={filters} cursor={cursor} />}>
      <FilterBar beside={live.data && <ReadAgo at={live.readAt} />}>
        {TEXTS.map((name) => (
          <TextFilter
            key={name}
            label={text.filters[name]}
            value={filters[name]}
            placeholder={name === 'object' ? text.objectExample : ''}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        <PeriodFilter since={filters.since} until={filters.until} labels={text.period} onChange={change} />
      </FilterBar>
      <LoadState
        live={live}
        empty={{
          when: ({ items, newer }) => items.length === 0 && !newer?.count,
          show: (
            <NothingHere text={text.empty} isFiltered={Object.keys(given).length > 0} onClear={() => change(NONE)} />
          ),
        }}
      >
        {({ items, newer, next_cursor: next }) => (
          <>
            {cursor === undefined && <NewerNote newer={newer} onShow={showNewer} />}
            <DataTable
              caption={text.title}
              columns={columnsOf()}
              rows={items}
              keyOf={({ entry_id: id }) => id}
              isPrevious={live.isPrevious}
            />
            <Pager next={next} />
          </>
        )}
      </LoadState>
    </Page>
  );
}

function columnsOf(): Column<Entry>[] {
  const { columns, ok } = words.audit;
  return [
    { key: 'at', head: columns.at, cell: ({ at }) => <Instant at={at} precise /> },
    { key: 'user', head: columns.user, cell: ({ user }) => user },
    { key: 'operation', head: columns.operation, cell: ({ operation }) => <code className="whole">{operation}</code> },
    { key: 'object', head: columns.object, cell: ({ object }) => <span className="long">{object}</span> },
    {
      key: 'outcome',
      head: columns.outcome,
      cell: ({ outcome }) => (
        <StateBadge tone={outcome === 'ok' ? 'good' : 'caution'}>{outcome === 'ok' ? ok : outcome}</StateBadge>
      ),
    },
    { key: 'address', head: columns.address, cell: ({ address }) => <code className="whole">{address}</code> },
    { key: 'request', head: columns.request, cell: ({ request_id: id }) => <code>{id}</code> },
  ];
}
