import { Link } from 'wouter';
import { answer } from '../../api/client.js';
import { useLive } from '../../api/use-live.js';
import type { components } from '../../../openapi.js';
import { Instant } from '../../instants/instant.js';
import { type Column, DataTable } from '../../parts/data-table.js';
import { LoadState } from '../../parts/load-state.js';
import { Panel } from '../../parts/panel.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { visibleText } from '../../hostile/visible-text.js';

type Version = components['schemas']['ConfigVersionSummary'];

/** Who changed what and when. Each version opens at its own address. */
export function VersionsPanel({ config, shown }: { config: AdminConfig; shown: number }) {
  const text = words.config.versions;
  const { account_id: id, version: current } = config;
  const live = useLive({
    key: ['config-versions', id, current],
    keepPrevious: true,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}/config/versions', { params: { path: { account_id: id } }, ...options })), // prettier-ignore
  });
  const columns: Column<Version>[] = [
    {
      key: 'version',
      head: text.version,
      cell: ({ version }) => (
        <>
          <Link
            href={version === current ? `/accounts/${id}/config` : `/accounts/${id}/config?version=${version}`}
            aria-current={version === shown ? 'true' : undefined}
          >
            {text.open(version)}
          </Link>
          {version === current && <span className="row-mark">{text.current}</span>}
        </>
      ),
    },
    { key: 'when', head: text.when, cell: ({ changed }) => (changed ? <Instant at={changed.at} /> : text.before) },
    { key: 'who', head: text.who, cell: ({ changed }) => changed?.user ?? text.outside },
    { key: 'keys', head: text.keys, cell: (version) => <Keys version={version} /> },
    { key: 'note', head: text.note, cell: ({ note }) => visibleText(note) },
  ];
  return (
    <div id="history">
      <Panel title={text.title} detail={text.detail}>
        <LoadState live={live} empty={{ when: ({ versions }) => versions.length < 2, show: text.empty }}>
          {({ versions }) => (
            <DataTable
              caption={text.title}
              columns={columns}
              rows={versions}
              keyOf={({ version }) => String(version)}
            />
          )}
        </LoadState>
      </Panel>
    </div>
  );
}

function Keys({ version: { keys, changed } }: { version: Version }) {
  if (keys.length === 0) return changed ? words.config.versions.order : null;
  return (
    <span className="keys">
      {keys.map((key) => (
        <code key={key}>{visibleText(key)}</code>
      ))}
    </span>
  );
}
