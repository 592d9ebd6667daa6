import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useRouter } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useNow } from '../instants/use-now.js';
import { CopyButton } from '../parts/copy-button.js';
import { LoadState, ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { addressOf, useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { absoluteFilter, FILTER_NAMES, filterFault } from './notification-filters.js';
import { NotificationFilterBar } from './notification-filter-bar.js';
import { NotificationsTable } from './notifications-table.js';
import { NewerNote } from './newer-note.js';
import { ReplayAll } from './replay-all.js';

type Answer = components['schemas']['AdminNotifications'];

/**
 * Notifications of all accounts, the newest first. A page that is read again begins with the same row as before, so
 * that new ones push nothing away. They are counted, and shown when somebody wants them.
 */
export function NotificationsPage() {
  const text = words.notifications;
  const [filters, change, cursor] = useFilters(FILTER_NAMES);
  const [refreshes, setRefreshes] = useState(true);
  const [looks, setLooks] = useState(0);
  const queries = useQueryClient();
  const isValid = filterFault(filters) === undefined;
  const key = ['notifications', filters, cursor, looks];
  const live = useLive<Answer>({
    key,
    keepPrevious: true,
    enabled: isValid,
    ...(refreshes && { every: EVERY_MS }),
    read: (api, options) => {
      const first = cursor ?? queries.getQueryData<Answer>(key)?.own_cursor;
      const query = { ...absoluteFilter(filters, Date.now()), ...(first !== undefined && { cursor: first }) };
      return answer(api.GET('/v1/admin/notifications', { params: { query }, ...options }));
    },
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
      {isValid && (
        <LoadState
          live={live}
          empty={{
            when: ({ count, newer }) => count === 0 && newer.count === 0,
            show: (
              <NothingHere
                isFiltered={isFiltered}
                hasMore={live.data?.has_more ?? false}
                onClear={() => change(NONE)}
              />
            ),
          }}
        >
          {({ items, total, newer, has_more: hasMore }) => (
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
              {cursor === undefined && <NewerNote newer={newer} onShow={() => setLooks(looks + 1)} />}
              <NotificationsTable rows={items} isPrevious={live.isPrevious} />
              {hasMore && items.length < PAGE && <p className="quiet">{text.looked}</p>}
            </>
          )}
        </LoadState>
      )}
      {isValid && <Pager next={live.data?.next_cursor} />}
    </Page>
  );
}

const PAGE = 50;
const NONE = { account: '', state: '', since: '', until: '', fault: '' };

function CopyLink({ filters, cursor }: { filters: typeof NONE; cursor: string | undefined }) {
  const { base } = useRouter();
  const now = useNow();
  const address = addressOf(`${location.origin}${base}/notifications`, { ...absoluteFilter(filters, now), cursor });
  return <CopyButton text={address} label={words.notifications.copyLink} shown={words.notifications.copyLink} />;
}

function NothingHere({ isFiltered, hasMore, onClear }: { isFiltered: boolean; hasMore: boolean; onClear(): void }) {
  const text = words.notifications.empty;
  if (!isFiltered) return <p>{text.all}</p>;
  return (
    <>
      <p>{hasMore ? text.looked : text.filtered}</p>
      <p>
        <button type="button" onClick={onClear}>
          {text.clear}
        </button>
      </p>
    </>
  );
}
