import { type FormEvent, useId, useState } from 'react';
import { ACCOUNT_CONFIG_FIELDS } from '../../../engine/config/account-config.js';
import { hasPipe } from '../../../engine/config/config-string.js';
import { words } from '../../words/words.js';

interface AddFieldParts {
  /** The keys that are there. */
  taken: ReadonlySet<string>;
  onAdd(key: string): void;
}

const OWN = '|';

/** Adds a field: one that the gateway knows, or one of another name. */
export function AddField({ taken, onAdd }: AddFieldParts) {
  const id = useId();
  const text = words.config.add;
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const fault = taken.has(name) ? text.taken : hasPipe(name) ? text.pipe : undefined;
  const add = (key: string) => {
    setChosen('');
    setName('');
    onAdd(key);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === OWN ? name !== '' && fault === undefined : chosen !== '') add(chosen === OWN ? name : chosen);
  };
  return (
    <form className="add-field" onSubmit={submit}>
      <div className="filter">
        <label htmlFor={id}>{text.title}</label>
        <select id={id} data-add-field="" value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">{text.choose}</option>
          {ACCOUNT_CONFIG_FIELDS.filter(({ name: key }) => !taken.has(key)).map(({ name: key }) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
          <option value={OWN}>{text.own}</option>
        </select>
      </div>
      {chosen === OWN && (
        <div className="filter">
          <label htmlFor={`${id}-name`}>{text.name}</label>
          <input
            id={`${id}-name`}
            value={name}
            onChange={({ target }) => setName(target.value)}
            aria-invalid={fault === undefined ? undefined : true}
            aria-describedby={fault === undefined ? undefined : `${id}-fault`}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      )}
      <button type="submit" disabled={chosen === '' || (chosen === OWN && (name === '' || fault !== undefined))}>
        {text.go}
      </button>
      {chosen !== '' && chosen !== OWN && (
        <p className="hint">{ACCOUNT_CONFIG_FIELDS.find(({ name: key }) => key === chosen)?.meaning}</p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      )}
    </form>
  );
}
