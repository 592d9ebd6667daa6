import type { components } from '../../openapi.js';
import { parseInstant } from '../../engine/instant.js';
import { answer } from '../api/client.js';
import { CHARTS_EVERY_MS, useLive } from '../api/use-live.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { FilterBar, TextFilter } from '../parts/filter-bar.js';
import { LoadState, ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { StateBadge } from '../parts/state-badge.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';

type Entry = components['schemas']['AuditEntry'];

const NAMES = ['user', 'object', 'operation', 'request_id', 'since', 'until'] as const;

/** The audit log, with its filters in the address. */
export function AuditPage() {
  const text = words.audit;
  const [filters, change, cursor] = useFilters(NAMES);
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  const isValid = [filters.since, filters.until].every((time) => time === '' || parseInstant(time) !== undefined);
  const live = useLive({
    key: ['audit', filters, cursor],
    every: CHARTS_EVERY_MS,
    keepPrevious: true,
    enabled: isValid,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/audit', {
          params: { query: { ...given, ...(cursor !== undefined && { cursor }) } },
          ...options,
        }),
      ),
  });
  const isFiltered = Object.keys(given).length > 0;
  const examples: Partial<Record<(typeof NAMES)[number], string>> = { ...text.examples, until: text.examples.since };
  return (
    <Page title={text.title} lead={text.lead}>
      <FilterBar beside={live.data && <ReadAgo at={live.readAt} />}>
        {NAMES.map((name) => (
          <TextFilter
            key={name}
            label={text.filters[name]}
            value={filters[name]}
            placeholder={examples[name] ?? ''}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </FilterBar>
      {!isValid && (
        <p className="fault" role="alert">
          {text.badTime}
        </p>
      )}
      <LoadState
        live={live}
        empty={{
          when: (data) => data?.items.length === 0,
          show: isFiltered ? text.emptyFiltered : text.empty,
        }}
      >
        {(data) =>
          data && (
            <>
              <DataTable
                caption={text.title}
                columns={columnsOf()}
                rows={data.items}
                keyOf={({ entry_id: id }) => id}
                isPrevious={live.isPrevious}
              />
              <Pager next={data.next_cursor} />
            </>
          )
        }
      </LoadState>
    </Page>
  );
}

function columnsOf(): Column<Entry>[] {
  const { columns, ok } = words.audit;
  return [
    { key: 'at', head: columns.at, cell: ({ at }) => <Instant at={at} precise /> },
    { key: 'user', head: columns.user, cell: ({ user }) => user },
    { key: 'operation', head: columns.operation, cell: ({ operation }) => <code>{operation}</code> },
    { key: 'object', head: columns.object, cell: ({ object }) => object },
    {
      key: 'outcome',
      head: columns.outcome,
      cell: ({ outcome }) => (
        <StateBadge tone={outcome === 'ok' ? 'good' : 'caution'}>{outcome === 'ok' ? ok : outcome}</StateBadge>
      ),
    },
    { key: 'address', head: columns.address, cell: ({ address }) => <code>{address}</code> },
    { key: 'request', head: columns.request, cell: ({ request_id: id }) => <code>{id}</code> },
  ];
}
