import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { Instant } from '../instants/instant.js';
import { browserName } from '../me/browser-name.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { LoadState } from '../parts/load-state.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Session = components['schemas']['ConsoleSessions']['items'][number];

const text = words.users.one.sessions;
const { sessions: own } = words.me;

/** Where a user is signed in. An admin ends one session, or all. */
export function UserSessions({ user, isSelf }: { user: string; isSelf: boolean }) {
  const [asking, setAsking] = useState(false);
  const key = ['sessions', user];
  const live = useLive({
    key,
    every: 15_000,
    read: (api, options) => answer(api.GET('/v1/admin/sessions', { ...options, params: { query: { user } } })),
  });
  const end = useChange<string>({
    run: (api, id) => api.DELETE('/v1/admin/sessions/{session_id}', { params: { path: { session_id: id } } }),
    refresh: [key],
    said: own.ended,
  });
  const endAll = useChange({
    run: (api) => answer(api.DELETE('/v1/admin/sessions', { params: { query: { user } } })),
    refresh: [key],
    said: text.ended,
    done: () => setAsking(false),
  });
  return (
    <Panel
      title={text.title}
      detail={text.detail}
      actions={
        <button type="button" onClick={() => setAsking(true)}>
          {own.endAll}
        </button>
      }
    >
      {end.problem && <ProblemNote problem={end.problem} />}
      <LoadState live={live} empty={{ when: ({ items }) => items.length === 0, show: text.empty }}>
        {({ items }) => (
          <DataTable
            caption={text.title}
            columns={[...COLUMNS, endColumn(end)]}
            rows={items}
            keyOf={({ session_id: id }) => id}
          />
        )}
      </LoadState>
      {asking && (
        <ConfirmDialog
          title={text.ask(user)}
          go={own.endAll}
          grave
          busy={endAll.busy}
          problem={endAll.problem}
          onGo={() => endAll.start()}
          onClose={() => {
            endAll.reset();
            setAsking(false);
          }}
        >
          <p>{isSelf ? text.askSelf : text.askDetail(live.data?.items.length ?? 0)}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<Session>[] = [
  {
    key: 'browser',
    head: own.columns.browser,
    cell: ({ agent, current }) => (
      <>
        {browserName(agent) ?? own.unknownBrowser} {current && <StateBadge tone="info">{own.current}</StateBadge>}
      </>
    ),
  },
  { key: 'address', head: own.columns.address, cell: ({ address }) => <code>{address}</code> },
  { key: 'created', head: own.columns.created, cell: ({ created }) => <Instant at={created} /> },
  { key: 'seen', head: own.columns.seen, cell: ({ seen }) => <Instant at={seen} /> },
];

function endColumn(end: { start(id: string): void; busy: boolean }): Column<Session> {
  return {
    key: 'do',
    head: own.columns.do,
    headHidden: true,
    align: 'end',
    cell: ({ session_id: id, agent, current }) =>
      !current && (
        <button
          type="button"
          className="button-small"
          aria-label={own.endOf(browserName(agent) ?? own.unknownBrowser)}
          disabled={end.busy}
          onClick={() => end.start(id)}
        >
          {own.end}
        </button>
      ),
  };
}
