import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { words } from '../words/words.js';

const AFTER_TYPING_MS = 300;

/** The filters of a list, in a row above it. */
export function FilterBar({ children, beside }: { children: ReactNode; beside?: ReactNode }) {
  return (
    <search className="filter-bar" aria-label={words.everywhere.filter.label}>
      <div className="filters">{children}</div>
      {beside !== undefined && <div className="beside">{beside}</div>}
    </search>
  );
}

interface TextFilterParts {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
}

/** A text to look for: on Enter, or a moment after typing. */
export function TextFilter({ label, value, onChange, placeholder }: TextFilterParts) {
  const id = useId();
  const [typed, setTyped] = useState<{ text: string; sent: boolean }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (text: string) => {
    clearTimeout(timer.current);
    setTyped({ text, sent: true });
    if (text.trim() !== value) onChange(text.trim());
  };
  // After a step back in the history the address has another value than the one that was typed last.
  const shown = typed !== undefined && (!typed.sent || typed.text.trim() === value) ? typed.text : value;
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={shown}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setTyped({ text: target.value, sent: false });
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(target.value), AFTER_TYPING_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(event.currentTarget.value);
        }}
        onBlur={(event) => send(event.currentTarget.value)}
      />
    </div>
  );
}

interface ChoiceFilterParts {
  label: string;
  value: string;
  onChange(value: string): void;
  /** Value and text of each choice besides "all". */
  choices: readonly (readonly [value: string, text: string])[];
}

/** One of a few values, or all. */
export function ChoiceFilter({ label, value, onChange, choices }: ChoiceFilterParts) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{words.everywhere.filter.all}</option>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
