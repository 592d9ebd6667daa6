import { words } from '../../words/words.js';
import { type InputParts } from './input-parts.js';
import { StatusesInput } from './statuses-input.js';

interface ValueInputParts extends InputParts {
  /** The key of the field. One that the gateway does not know is a text. */
  field: string;
  /** The names that `rdc` may have. */
  reducers: readonly string[];
}

const NUMBERS = new Set(['max_orders_day', 'max_invitations_day', 'expiry_days', 'remind_after', 'remind_before']);

/** The input for the value of a field: a choice where there are few, else a text. */
export function ValueInput({ field, reducers, ...input }: ValueInputParts) {
  const choices = words.config.choices[field];
  if (choices) return <ChoiceInput {...input} choices={Object.entries(choices)} />;
  if (field === 'rdc' && reducers.length > 0) return <ChoiceInput {...input} choices={reducers.map((name) => [name, name])} />; // prettier-ignore
  if (field === 'http_err') return <StatusesInput {...input} />;
  const { value, onChange, ...control } = input;
  return (
    <input
      {...control}
      className={field === 'not_sep' ? 'value-short' : 'value-text'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      {...(field === 'url' && { inputMode: 'url' as const })}
      {...(NUMBERS.has(field) && { inputMode: 'numeric' as const, className: 'value-number' })}
    />
  );
}

function ChoiceInput({
  choices,
  value,
  onChange,
  ...control
}: InputParts & { choices: readonly (readonly [value: string, text: string])[] }) {
  // What is stored may mean the same as one of ours. It stays until somebody chooses.
  const isOurs = choices.some(([choice]) => choice === value);
  return (
    <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
      {!isOurs && <option value={value}>{words.config.row.asStored(value)}</option>}
      {choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {text}
        </option>
      ))}
    </select>
  );
}
