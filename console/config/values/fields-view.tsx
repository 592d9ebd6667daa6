import { words } from '../../words/words.js';
import { type DraftValue, rowsOf, sameValue, type StoredField } from '../draft/draft-rows.js';
import { shownWords } from './shown-words.js';

interface FieldsViewParts {
  fields: readonly StoredField[];
  /** The config to compare with. Rows that differ are marked. */
  current?: readonly StoredField[];
}

/** A config to look at. A hidden value is neither the same nor another one. */
export function FieldsView({ fields, current }: FieldsViewParts) {
  const { table, versions } = words.config;
  const now = current && new Map(rowsOf(current, 1).rows.map(({ key, value }) => [key, value]));
  const { rows } = rowsOf(fields, 1);
  const there = new Set(rows.map(({ key }) => key));
  const gone = [...(now ?? [])].filter(([key]) => !there.has(key));
  const shown: { key: string; value: DraftValue | undefined }[] = [
    ...rows,
    ...gone.map(([key]) => ({ key, value: undefined })),
  ];
  return (
    <table className="config-table config-view" role="table">
      <caption className="visually-hidden">{table.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {table.field}
          </th>
          <th role="columnheader" scope="col">
            {table.value}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {shown.map(({ key, value }) => {
          const differs = now !== undefined && !sameValue(value, now.get(key));
          return (
            <tr key={key} role="row" className={differs ? 'changed' : undefined}>
              <th role="rowheader" scope="row">
                <code>{key}</code>
                {differs && <span className="row-mark">{versions.other}</span>}
              </th>
              <td role="cell">
                {value === undefined || value.kind === 'kept' ? (
                  <span className="quiet">{shownWords(key, value)}</span>
                ) : (
                  <code>{shownWords(key, value)}</code>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
