import { ACCOUNT_CONFIG_FIELDS } from '../../../engine/config/account-config.js';
import { words } from '../../words/words.js';
import { type DraftHeader, type DraftRow, type DraftValue, sameValue } from '../draft/draft-rows.js';
import { isSecret } from '../draft/is-secret.js';
import { HeadersInput } from './headers-input.js';
import { SecretInput } from './secret-input.js';
import { shownWords } from './shown-words.js';
import { ShowSecret } from './show-secret.js';
import { ValueInput } from './value-input.js';

export interface RowActions {
  set(id: number, text: string): void;
  setHeaders(id: number, headers: readonly (Omit<DraftHeader, 'id'> & { id?: number })[]): void;
  remove(row: DraftRow): void;
  putBack(row: DraftRow): void;
}

interface ConfigRowParts {
  accountId: string;
  row: DraftRow;
  /** The value that is stored; undefined for a new row. */
  stored: DraftValue | undefined;
  fault: string | undefined;
  warnings: readonly string[];
  reducers: readonly string[];
  actions: RowActions;
}

/** The id of the control of a row, for whoever wants to give it the focus. */
export const controlOf = (id: number): string => `config-value-${id}`;
/** The id of the button that removes a row. */
export const removeOf = (id: number): string => `config-remove-${id}`;

/** A field of the config: its key, an input for its value, its meaning, and what is to say about it. */
export function ConfigRow({ accountId, row, stored, fault, warnings, reducers, actions }: ConfigRowParts) {
  const { row: text } = words.config;
  const { id, key } = row;
  const control = controlOf(id);
  const isChanged = !sameValue(row.value, stored);
  const described = [fault !== undefined && `${control}-fault`, warnings.length > 0 && `${control}-warnings`].filter(Boolean).join(' '); // prettier-ignore
  const input = {
    id: control,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': fault === undefined ? undefined : (true as const),
  };
  return (
    <tr role="row" className={isChanged ? 'changed' : undefined}>
      <th role="rowheader" scope="row">
        <label htmlFor={control}>
          <code>{key}</code>
        </label>
        {isChanged && <span className="row-mark">{stored === undefined ? text.added : text.changed}</span>}
      </th>
      <td role="cell" className="value">
        <RowInput {...{ accountId, row, stored, reducers, actions, input }} />
        {fault !== undefined && (
          <p id={`${control}-fault`} className="fault">
            {fault}
          </p>
        )}
        {warnings.length > 0 && (
          <div id={`${control}-warnings`}>
            {warnings.map((warning) => (
              <p key={warning} className="warning">
                {warning}
              </p>
            ))}
          </div>
        )}
        {isChanged && stored !== undefined && (
          <p className="was">
            <span className="quiet">{wasWords(key, stored)}</span>
            <button
              type="button"
              className="button-link"
              aria-label={`${text.putBack} ${key}`}
              onClick={() => actions.putBack(row)}
            >
              {text.putBack}
            </button>
          </p>
        )}
      </td>
      <td role="cell" className="meaning">
        {MEANINGS.get(key) ?? text.unknown}
      </td>
      <td role="cell" className="end">
        <button
          type="button"
          id={removeOf(id)}
          className="button-small"
          aria-label={`${text.remove} ${key}`}
          onClick={() => actions.remove(row)}
        >
          {text.remove}
        </button>
      </td>
    </tr>
  );
}

const MEANINGS = new Map(ACCOUNT_CONFIG_FIELDS.map(({ name, meaning }) => [name, meaning]));

function wasWords(key: string, stored: DraftValue): string {
  const { row } = words.config;
  if (stored.kind === 'kept') return row.wasSecret;
  const shown = shownWords(key, stored);
  return shown === '' ? row.wasNothing : row.was(shown);
}

type RowInputParts = Pick<ConfigRowParts, 'accountId' | 'row' | 'stored' | 'reducers' | 'actions'> & {
  input: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
};

function RowInput({ accountId, row: { id, key, value }, stored, reducers, actions, input }: RowInputParts) {
  const set = (text: string) => actions.set(id, text);
  const holdsStored = stored?.kind === 'kept' || (stored?.kind === 'headers' && stored.headers.some((header) => header.value === undefined)); // prettier-ignore
  if (value.kind === 'headers') {
    return (
      <>
        <HeadersInput {...input} headers={value.headers} onChange={(headers) => actions.setHeaders(id, headers)} />
        {holdsStored && <ShowSecret accountId={accountId} field={key} />}
      </>
    );
  }
  if (isSecret(key)) {
    return (
      <SecretInput {...input} accountId={accountId} field={key} value={value} isStored={holdsStored} onChange={set} />
    );
  }
  return <ValueInput {...input} field={key} reducers={reducers} value={value.kind === 'text' ? value.text : ''} onChange={set} />; // prettier-ignore
}
