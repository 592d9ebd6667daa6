import { words } from '../../words/words.js';
import { type InputParts } from './input-parts.js';

const COMMON = ['408', '425', '429', '500', '502', '503', '504'];

/** A list of statuses: a text, and a button for each status that is often in it. */
export function StatusesInput({ value, onChange, ...control }: InputParts) {
  const listed = value === '' ? [] : value.split(',');
  const toggle = (status: string) =>
    onChange(
      listed.includes(status) ? listed.filter((one) => one !== status).join(',') : [...listed, status].join(','),
    );
  return (
    <>
      <input
        {...control}
        className="value-text"
        value={value}
        inputMode="numeric"
        onChange={({ target }) => onChange(target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <div className="chips" role="group" aria-label={words.config.statuses.common}>
        {COMMON.map((status) => (
          <button
            key={status}
            type="button"
            className="chip"
            aria-pressed={listed.includes(status)}
            onClick={() => toggle(status)}
          >
            {status}
          </button>
        ))}
      </div>
    </>
  );
}
