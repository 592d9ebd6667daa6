import { useState } from 'react';
import { words } from '../../words/words.js';
import { type DraftValue } from '../draft/draft-rows.js';
import { type InputParts } from './input-parts.js';
import { ShowSecret } from './show-secret.js';

interface SecretInputParts extends Omit<InputParts, 'value'> {
  accountId: string;
  field: string;
  value: DraftValue;
  /** Whether the gateway has one that can be kept or shown. */
  isStored: boolean;
}

/** A secret: as it is stored, or a new one. What is typed here is in no form that a password manager would keep. */
export function SecretInput({ accountId, field, value, isStored, onChange, id, ...described }: SecretInputParts) {
  const { secret } = words.config;
  const [begun, setBegun] = useState(false);
  if (value.kind === 'text') {
    return (
      <input
        {...described}
        id={id}
        className="value-text"
        value={value.text}
        placeholder={field === 'auth' ? secret.write : undefined}
        onChange={({ target }) => onChange(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        // Whoever asked for the input wants to write in it.
        ref={begun ? (input) => input?.focus() : undefined}
        data-1p-ignore=""
      />
    );
  }
  const set = () => {
    setBegun(true);
    onChange('');
  };
  return (
    <div className="stored">
      <span className="quiet">{value.kind === 'headers' ? words.config.headers.unreadable : secret.stored}</span>
      <button
        {...described}
        type="button"
        id={id}
        className="button-small"
        aria-label={`${secret.set}: ${field}`}
        onClick={set}
      >
        {secret.set}
      </button>
      {isStored && <ShowSecret accountId={accountId} field={field} />}
    </div>
  );
}
