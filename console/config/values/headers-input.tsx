import { useRef } from 'react';
import { words } from '../../words/words.js';
import { type DraftHeader } from '../draft/draft-rows.js';

interface HeadersInputParts {
  id: string;
  headers: readonly DraftHeader[];
  onChange(headers: readonly (Omit<DraftHeader, 'id'> & { id?: number })[]): void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

/** The headers of `not_headers`, each with name and value. A stored value stays hidden until a new one is set. */
export function HeadersInput({ id, headers, onChange, ...described }: HeadersInputParts) {
  const text = words.config.headers;
  const group = useRef<HTMLDivElement>(null);
  const change = (at: number, part: Partial<DraftHeader>) =>
    onChange(headers.map((header, index) => (index === at ? { ...header, ...part } : header)));
  // After the next paint the control is there.
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => group.current?.querySelector<HTMLElement>(selector)?.focus());
  const add = () => {
    onChange([...headers, { name: '', value: '' }]);
    focusOn(`[data-name="${headers.length}"]`);
  };
  const remove = (at: number) => {
    onChange(headers.filter((_, index) => index !== at));
    focusOn(at < headers.length - 1 ? `[data-remove="${at}"]` : '[data-add]');
  };
  return (
    <div ref={group} className="headers" role="group" aria-label={words.config.row.valueOf('not_headers')}>
      {headers.length === 0 && <p className="quiet">{text.none}</p>}
      {headers.map((header, at) => {
        const named = header.name || text.nameless(at + 1);
        return (
          <div key={header.id} className="header">
            <input
              {...(at === 0 && described)}
              id={at === 0 ? id : undefined}
              data-name={at}
              aria-label={text.name(at + 1)}
              placeholder={text.namePlaceholder}
              value={header.name}
              onChange={({ target }) => change(at, { name: target.value })}
              autoComplete="off"
              spellCheck={false}
            />
            {header.value === undefined ? (
              <span className="stored">
                <span className="quiet">{words.config.secret.stored}</span>
                <button
                  type="button"
                  className="button-small"
                  aria-label={`${words.config.secret.set}: ${named}`}
                  onClick={() => {
                    change(at, { value: '' });
                    focusOn(`[data-value="${at}"]`);
                  }}
                >
                  {words.config.secret.set}
                </button>
              </span>
            ) : (
              <input
                data-value={at}
                aria-label={text.value(named)}
                placeholder={text.valuePlaceholder}
                value={header.value}
                onChange={({ target }) => change(at, { value: target.value })}
                autoComplete="off"
                spellCheck={false}
              />
            )}
            <button
              type="button"
              className="button-small"
              data-remove={at}
              aria-label={words.config.row.removeHeader(named)}
              onClick={() => remove(at)}
            >
              ×
            </button>
          </div>
        );
      })}
      <button
        type="button"
        className="button-small"
        data-add=""
        id={headers.length === 0 ? id : undefined}
        onClick={add}
      >
        {text.add}
      </button>
    </div>
  );
}
