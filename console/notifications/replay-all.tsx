import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { LoadState } from '../parts/load-state.js';
import { words } from '../words/words.js';
import { FilterWords } from './filter-words.js';
import { absoluteFilter, type AddressFilter, type GivenFilter } from './notification-filters.js';

interface ReplayAllParts {
  filters: AddressFilter;
  total: { count: number; at_least: boolean };
  isFiltered: boolean;
}

/** Sends again all that match the filter, not only this page. First it says how many these are. */
export function ReplayAll({ filters, total, isFiltered }: ReplayAllParts) {
  const text = words.notifications.replayAll;
  // The period is fixed when the dialog opens, so that what is ordered is what was counted.
  const [asked, setAsked] = useState<GivenFilter>();
  if (!useMay('operator')) return null;
  if (filters.failed_since !== '') return <span className="quiet">{text.notFailed}</span>;
  if (!isFiltered) return <span className="quiet">{text.needsFilter}</span>;
  return (
    <>
      <button type="button" disabled={total.count === 0} onClick={() => setAsked(absoluteFilter(filters, Date.now()))}>
        {text.open(total.count, total.at_least)}
      </button>
      {asked && <ReplayDialog filter={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function ReplayDialog({ filter, onClose }: { filter: GivenFilter; onClose(): void }) {
  const text = words.notifications.replayAll;
  const [, navigate] = useLocation();
  const counted = useLive({
    key: ['replay-check', filter],
    read: (api, options) => answer(api.POST('/v1/admin/notification-replays/check', { body: { filter }, ...options })),
  });
  const order = useChange<number, { replay_id: string }>({
    run: (api, expected) => answer(api.POST('/v1/admin/notification-replays', { body: { filter, expected } })),
    said: text.started,
    done: ({ replay_id: id }) => navigate(`/replays/${id}`),
  });
  // The filter above the list has read it, to show its name.
  const account = useQueryClient().getQueryData<{ name: string }>(['account', filter.account])?.name;
  const moreMatch = order.problem?.status === 409;
  if (counted.data === undefined || counted.data.total === 0) {
    return (
      <Modal title={text.counting} onClose={onClose}>
        <FilterWords filter={filter} account={account} />
        <LoadState live={counted}>{() => <p>{text.nothing}</p>}</LoadState>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
        </div>
      </Modal>
    );
  }
  const { total, skipped } = counted.data;
  return (
    <ConfirmDialog
      title={text.title(total)}
      go={text.go(total - skipped)}
      busy={order.busy}
      problem={moreMatch ? null : order.problem}
      onClose={onClose}
      onGo={() => order.start(total)}
    >
      <FilterWords filter={filter} account={account} />
      <p>{text.config}</p>
      {skipped > 0 && <p>{text.skipped(skipped)}</p>}
      {moreMatch && (
        <div className="note note-caution" role="alert">
          <p>{order.problem?.detail}</p>
          <div className="note-foot">
            <button
              type="button"
              onClick={() => {
                order.reset();
                counted.again();
              }}
            >
              {text.countAgain}
            </button>
          </div>
        </div>
      )}
    </ConfirmDialog>
  );
}
