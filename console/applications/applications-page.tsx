import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { HostileName } from '../hostile/hostile-text.js';
import { Instant } from '../instants/instant.js';
import { AccountFilter } from '../lists/account-filter.js';
import { LookedList } from '../lists/looked-list.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.js';
import { Page } from '../parts/page.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { ApplicationStatus } from './application-status.js';

type Row = components['schemas']['AdminApplicationItem'];

const NAMES = ['q', 'account', 'position', 'status'] as const;
const NONE = { q: '', account: '', position: '', status: '' };

/** Applications of all accounts, the newest first. */
export function ApplicationsPage() {
  const text = words.applications;
  const [filters, change, cursor] = useFilters(NAMES);
  const fault = /^\d{0,19}$/.test(filters.position) ? undefined : text.filter.positionFault;
  const live = useLive({
    key: ['applications', filters, cursor],
    keepPrevious: true,
    enabled: fault === undefined,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/applications', {
          params: { query: { ...given(filters), ...(cursor !== undefined && { cursor }) } },
          ...options,
        }),
      ),
  });
  const isFiltered = NAMES.some((name) => filters[name] !== '');
  return (
    <Page title={text.title}>
      <FilterBar>
        <TextFilter label={text.filter.q} value={filters.q} onChange={(q) => change({ q })} />
        <AccountFilter value={filters.account} onChange={(account) => change({ account })} />
        <TextFilter
          label={text.filter.position}
          value={filters.position}
          onChange={(position) => change({ position })}
        />
        <ChoiceFilter
          label={text.filter.status}
          value={filters.status}
          onChange={(status) => change({ status })}
          choices={Object.entries(text.statuses)}
        />
      </FilterBar>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {fault === undefined && (
        <LookedList live={live} text={text.empty} isFiltered={isFiltered} onClear={() => change(NONE)}>
          {({ items }) => (
            <DataTable
              caption={text.title}
              columns={COLUMNS}
              rows={items}
              keyOf={({ application_id: id }) => id}
              isPrevious={live.isPrevious}
            />
          )}
        </LookedList>
      )}
    </Page>
  );
}

function given({ q, account, position, status }: typeof NONE) {
  return {
    ...(q !== '' && { q }),
    ...(account !== '' && { account }),
    ...(position !== '' && { position }),
    ...(isStatus(status) && { status }),
  };
}

function isStatus(text: string): text is Row['status'] {
  return Object.hasOwn(words.applications.statuses, text);
}

const { columns, unnamed } = words.applications;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'id',
    head: columns.id,
    cell: ({ application_id: id }) => <Link href={`/applications/${id}`}>{id}</Link>,
  },
  {
    key: 'candidate',
    head: columns.candidate,
    cell: ({ candidate, email }) => (
      <div className="two-lines">
        {candidate === '' ? <span className="quiet">{unnamed}</span> : <HostileName text={candidate} />}
        {email !== undefined && (
          <span className="quiet">
            <HostileName text={email} />
          </span>
        )}
      </div>
    ),
  },
  {
    key: 'account',
    head: columns.account,
    cell: ({ account, account_id: id }) => (
      <Link href={`/accounts/${id}`}>
        <HostileName text={account} />
      </Link>
    ),
  },
  { key: 'position', head: columns.position, cell: ({ position }) => <HostileName text={position} /> },
  { key: 'status', head: columns.status, cell: ({ status }) => <ApplicationStatus status={status} /> },
  { key: 'created', head: columns.created, cell: ({ created }) => <Instant at={created} /> },
  { key: 'expires', head: columns.expires, cell: ({ expires }) => <Instant at={expires} /> },
];
