import type { components } from '../../openapi.js';
import { Instant } from '../instants/instant.js';
import { useNow } from '../instants/use-now.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Process = components['schemas']['OverviewProcess'];

// A process that runs writes once a minute.
const SILENT_AFTER_MS = 150_000;

/** The processes that work on the database. */
export function ProcessesTable({ processes }: { processes: readonly Process[] }) {
  const text = words.overview.processes;
  const now = useNow();
  const columns: Column<Process>[] = [
    {
      key: 'process',
      head: text.columns.process,
      cell: ({ host, pid }) => (
        <>
          {host} <span className="quiet number">{pid}</span>
        </>
      ),
    },
    { key: 'kind', head: text.columns.kind, cell: ({ kind }) => text.kinds[kind] },
    { key: 'version', head: text.columns.version, cell: ({ version }) => version },
    { key: 'seen', head: text.columns.seen, cell: ({ seen }) => <Instant at={seen} /> },
    {
      key: 'state',
      head: text.columns.state,
      cell: ({ seen, stopped }) => {
        if (stopped) return <StateBadge tone="quiet">{text.stopped}</StateBadge>;
        const isSilent = now - Date.parse(seen) > SILENT_AFTER_MS;
        return <StateBadge tone={isSilent ? 'caution' : 'good'}>{isSilent ? text.silent : text.running}</StateBadge>;
      },
    },
  ];
  return (
    <Panel title={text.title}>
      {processes.length === 0 ? (
        <div className="empty">{text.none}</div>
      ) : (
        <DataTable caption={text.title} columns={columns} rows={processes} keyOf={({ process }) => process} />
      )}
    </Panel>
  );
}
