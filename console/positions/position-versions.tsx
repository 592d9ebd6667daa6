import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { useAddress } from '../api/use-address.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';
import { type Position } from './shown-position.js';

type Version = components['schemas']['PositionVersion'];

/** The versions of a position. Each opens at its own address, and is exported as a file that can be imported. */
export function PositionVersions({ position }: { position: Position }) {
  const text = words.positions.versions;
  const addressOf = useAddress();
  const { position_id: id, version: shown, newest_version: newest, versions } = position;
  const columns: Column<Version>[] = [
    {
      key: 'version',
      head: text.version,
      cell: ({ version }) => (
        <>
          <Link
            href={version === newest ? `/positions/${id}` : `/positions/${id}?version=${version}`}
            aria-current={version === shown ? 'true' : undefined}
          >
            {words.positions.one.version(version)}
          </Link>
          {version === newest && <span className="row-mark">{text.newest}</span>}
          {version === shown && version !== newest && <span className="row-mark">{text.shown}</span>}
        </>
      ),
    },
    { key: 'created', head: text.created, cell: ({ created }) => <Instant at={created} /> },
    {
      key: 'file',
      head: text.file,
      cell: ({ version }) => (
        <a
          href={addressOf(`/v1/admin/positions/${id}/export`, { version })}
          download
          aria-label={text.exportOf(version)}
        >
          {text.export}
        </a>
      ),
    },
  ];
  return (
    <Panel title={text.title} detail={text.detail}>
      {versions.length === 0 ? (
        <p className="empty">{text.empty}</p>
      ) : (
        <DataTable caption={text.title} columns={columns} rows={versions} keyOf={({ version }) => String(version)} />
      )}
    </Panel>
  );
}
