import { type Warning } from '../../../engine/warning.js';
import { words } from '../../words/words.js';
import { type ConfigDraft } from '../draft/config-draft.js';
import { type DraftRow } from '../draft/draft-rows.js';
import { type ConfigEdit } from '../draft/edit-draft.js';
import { type RowFaults } from '../draft/row-faults.js';
import { AddField } from './add-field.js';
import { ConfigRow, controlOf, removeOf, type RowActions } from './config-row.js';
import { shownWords } from './shown-words.js';

interface ConfigTableParts {
  accountId: string;
  draft: ConfigDraft;
  edit(edit: ConfigEdit): void;
  faults: RowFaults;
  warnings: readonly Warning[];
  reducers: readonly string[];
}

/** The config as an editable table, with what was removed and a way to add a field below it. */
export function ConfigTable({ accountId, draft, edit, faults, warnings, reducers }: ConfigTableParts) {
  const { table, empty } = words.config;
  const actions: RowActions = {
    set: (id, text) => edit({ edit: 'set', id, text }),
    setHeaders: (id, headers) => edit({ edit: 'set headers', id, headers }),
    putBack: ({ id, key }) => {
      edit({ edit: 'put back', key });
      focusOn(controlOf(id));
    },
    remove: ({ id }) => {
      const at = draft.rows.findIndex((row) => row.id === id);
      const next = draft.rows[at + 1];
      edit({ edit: 'remove', id });
      focusOn(next && removeOf(next.id));
    },
  };
  const add = (key: string) => {
    edit({ edit: 'add', key });
    focusOn(controlOf(draft.nextId));
  };
  const keys = new Set(draft.rows.map(({ key }) => key));
  const stored = new Map(draft.base.map((row) => [row.key, row.value]));
  return (
    <div className="config-fields">
      {draft.rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <table className="config-table" role="table">
          <caption className="visually-hidden">{table.caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {table.field}
              </th>
              <th role="columnheader" scope="col">
                {table.value}
              </th>
              <th role="columnheader" scope="col">
                {table.meaning}
              </th>
              <th role="columnheader" scope="col">
                <span className="visually-hidden">{table.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {draft.rows.map((row) => (
              <ConfigRow
                key={row.id}
                accountId={accountId}
                row={row}
                stored={stored.get(row.key)}
                fault={faults.rows.get(row.id)}
                warnings={warnings.filter(({ key }) => key === row.key).map(({ detail }) => detail)}
                reducers={reducers}
                actions={actions}
              />
            ))}
          </tbody>
        </table>
      )}
      <LooseWarnings warnings={warnings.filter(({ key }) => !keys.has(key))} />
      <Removed rows={draft.base.filter(({ key }) => !keys.has(key))} onPutBack={(row) => actions.putBack(row)} />
      <AddField taken={keys} onAdd={add} />
    </div>
  );
}

/** Warnings about fields that are not there, such as http_err. */
function LooseWarnings({ warnings }: { warnings: readonly Warning[] }) {
  return warnings.map(({ key, detail }) => (
    <p key={`${key} ${detail}`} className="warning">
      <code>{key}</code> {detail}
    </p>
  ));
}

function Removed({ rows, onPutBack }: { rows: readonly DraftRow[]; onPutBack(row: DraftRow): void }) {
  const text = words.config.row;
  if (rows.length === 0) return null;
  return (
    <div className="removed">
      <p>{text.removed}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            <code>{row.key}</code> <s className="quiet">{shownWords(row.key, row.value)}</s>
            <button
              type="button"
              className="button-link"
              aria-label={`${text.putBack} ${row.key}`}
              onClick={() => onPutBack(row)}
            >
              {text.putBack}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Gives the focus to a control that is there after the next paint, or else to the choice of a field to add. */
function focusOn(id: string | undefined): void {
  requestAnimationFrame(() => {
    const control = id === undefined ? null : document.getElementById(id);
    (control ?? document.querySelector<HTMLElement>('[data-add-field]'))?.focus();
  });
}
