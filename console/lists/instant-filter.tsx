import { useId } from 'react';
import { usePreferences } from '../preferences/use-preferences.js';

interface InstantFilterParts {
  label: string;
  /** As the gateway takes it (ISO 8601), or ''. */
  value: string;
  onChange(value: string): void;
}

const MINUTE_LENGTH = 16;

/** A date and time of a filter, in the zone in which the console shows all dates. */
export function InstantFilter({ label, value, onChange }: InstantFilterParts) {
  const id = useId();
  const { utc } = usePreferences();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={localOf(value, utc)}
        onChange={({ target }) => onChange(instantOf(target.value, utc))}
      />
    </div>
  );
}

function localOf(value: string, utc: boolean): string {
  const at = Date.parse(value);
  if (Number.isNaN(at)) return '';
  const shift = utc ? 0 : new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - shift).toISOString().slice(0, MINUTE_LENGTH);
}

function instantOf(local: string, utc: boolean): string {
  const at = Date.parse(utc ? `${local}Z` : local);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}
