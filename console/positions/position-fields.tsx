import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';
import { type Position } from './shown-position.js';

const text = words.positions.fields;

const COLUMNS: readonly Column<Position['custom_fields'][number]>[] = [
  { key: 'name', head: text.name, cell: ({ aname }) => <bdi>{aname}</bdi> },
  { key: 'caption', head: text.caption, cell: ({ caption }) => <bdi>{caption || '–'}</bdi> },
  // A gateway of the version before does not tell it.
  { key: 'type', head: text.type, cell: ({ type }) => (type === undefined ? '–' : text.types[type]) },
  { key: 'from', head: text.from, cell: ({ partner, applicant }) => text.givers(partner, applicant) },
  { key: 'must', head: text.mandatory, cell: ({ mandatory }) => text.yesNo(mandatory) },
];

/** The custom fields of a position: what each takes, and who gives it. */
export function PositionFields({ position: { custom_fields: fields } }: { position: Position }) {
  if (fields.length === 0) return null;
  return (
    <Panel title={text.title} detail={text.detail}>
      <DataTable caption={text.title} columns={COLUMNS} rows={fields} keyOf={({ aname }) => aname} />
    </Panel>
  );
}
