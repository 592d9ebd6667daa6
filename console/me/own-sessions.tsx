import { useState } from 'react';
import type { components } from '../../openapi.js';
import { useLive } from '../api/use-live.js';
import { answer } from '../api/client.js';
import { useSession } from '../api/use-session.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Instant } from '../instants/instant.js';
import { LoadState } from '../parts/load-state.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { browserName } from './browser-name.js';

type OwnSession = components['schemas']['ConsoleSessions']['items'][number];

const KEY = ['me', 'sessions'];

/** The browsers in which whoever is signed in is signed in, each of which can be ended. */
export function OwnSessions() {
  const text = words.me.sessions;
  const { session, signOut } = useSession();
  const [asking, setAsking] = useState(false);
  const sessions = useLive({
    key: KEY,
    every: 15_000,
    read: (api, options) =>
      answer(api.GET('/v1/admin/sessions', { ...options, params: { query: { user: session.user } } })),
  });
  const end = useChange<string>({
    run: (api, id) => api.DELETE('/v1/admin/sessions/{session_id}', { params: { path: { session_id: id } } }),
    refresh: [KEY],
    said: text.ended,
  });
  const endAll = useChange({
    run: (api) => api.DELETE('/v1/admin/sessions', { params: { query: { user: session.user } } }),
    // This one is left.
    done: signOut,
  });
  const columns: Column<OwnSession>[] = [
    {
      key: 'browser',
      head: text.columns.browser,
      cell: ({ agent, current }) => (
        <>
          {browserName(agent) ?? text.unknownBrowser} {current && <StateBadge tone="info">{text.current}</StateBadge>}
        </>
      ),
    },
    { key: 'address', head: text.columns.address, cell: ({ address }) => <code>{address}</code> },
    { key: 'created', head: text.columns.created, cell: ({ created }) => <Instant at={created} /> },
    { key: 'seen', head: text.columns.seen, cell: ({ seen }) => <Instant at={seen} /> },
    {
      key: 'do',
      head: text.columns.do,
      headHidden: true,
      align: 'end',
      cell: ({ session_id: id, agent, current }) =>
        !current && (
          <button
            type="button"
            className="button-small"
            aria-label={text.endOf(browserName(agent) ?? text.unknownBrowser)}
            disabled={end.busy}
            onClick={() => end.start(id)}
          >
            {text.end}
          </button>
        ),
    },
  ];
  return (
    <Panel
      title={text.title}
      detail={text.detail}
      actions={
        <button type="button" onClick={() => setAsking(true)}>
          {text.endAll}
        </button>
      }
    >
      {end.problem && <ProblemNote problem={end.problem} />}
      <LoadState live={sessions} empty={{ when: (data) => data.items.length === 0, show: text.empty }}>
        {(data) => (
          <DataTable caption={text.title} columns={columns} rows={data.items} keyOf={(row) => row.session_id} />
        )}
      </LoadState>
      {asking && (
        <ConfirmDialog
          title={text.askAll}
          go={text.endAll}
          grave
          busy={endAll.busy}
          problem={endAll.problem}
          onGo={() => endAll.start()}
          onClose={() => {
            endAll.reset();
            setAsking(false);
          }}
        >
          <p>{text.askAllDetail(sessions.data?.items.length ?? 1)}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
