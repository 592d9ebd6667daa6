import { useState } from 'react';
import { Link } from 'wouter';
import { answer } from '../api/client.js';
import { EVERY_MS } from '../api/use-live.js';
import { CopyLink } from '../lists/copy-link.js';
import { NewerNote } from '../lists/newer-note.js';
import { LookedList } from '../lists/looked-list.js';
import { useNewestList } from '../lists/use-newest-list.js';
import { ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { absoluteFilter, failedFilter, FILTER_NAMES } from './notification-filters.js';
import { NotificationFilterBar } from './notification-filter-bar.js';
import { NotificationsTable } from './notifications-table.js';
import { ReplayAll } from './replay-all.js';

const NONE = { account: '', state: '', since: '', until: '', fault: '', failed_since: '' };

/** Notifications of all accounts, the newest first. */
export function NotificationsPage() {
  const text = words.notifications;
  const [filters, change, cursor] = useFilters(FILTER_NAMES);
  const [refreshes, setRefreshes] = useState(true);
  const { live, showNewer } = useNewestList({
    key: ['notifications', filters],
    cursor,
    ...(refreshes && { every: EVERY_MS }),
    read: (api, options, from) =>
      answer(
        api.GET('/v1/admin/notifications', {
          params: { query: { ...absoluteFilter(filters, Date.now()), ...failedFilter(filters, Date.now()), ...from } },
          ...options,
        }),
      ),
  });
  const isFiltered = FILTER_NAMES.some((name) => filters[name] !== '');
  return (
    <Page
      title={text.title}
      actions={
        <>
          <Link href="/replays">{text.replays}</Link>
          <CopyLink filters={filters} cursor={cursor} />
        </>
      }
    >
      <NotificationFilterBar filters={filters} onChange={change} />
      <LookedList live={live} text={text.empty} isFiltered={isFiltered} onClear={() => change(NONE)}>
        {({ items, total, newer }) => (
          <>
            <div className="list-head">
              <strong className="list-total">{text.total(total.count, total.at_least)}</strong>
              <ReplayAll filters={filters} total={total} isFiltered={isFiltered} />
              <label className="check">
                <input type="checkbox" checked={refreshes} onChange={({ target }) => setRefreshes(target.checked)} />
                {text.refresh}
              </label>
              <ReadAgo at={live.readAt} />
            </div>
            {cursor === undefined && <NewerNote newer={newer} onShow={showNewer} />}
            <NotificationsTable rows={items} isPrevious={live.isPrevious} />
          </>
        )}
      </LookedList>
    </Page>
  );
}
