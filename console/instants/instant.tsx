import { useNow } from './use-now.js';
import { usePreferences } from '../preferences/use-preferences.js';
import { inUtc, relativeWords, writeInstant } from './write-instant.js';

interface InstantParts {
  /** As the gateway writes it (ISO 8601). */
  at: string;
  /** With seconds and never in relative words, as in tables of attempts. */
  precise?: boolean;
}

/** A point in time: in relative words up to an hour, then as a date in the viewer's zone or in UTC. */
export function Instant({ at, precise = false }: InstantParts) {
  const now = useNow();
  const { utc } = usePreferences();
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return <>{at}</>;
  const text = (precise ? undefined : relativeWords(ms, now)) ?? writeInstant(ms, { utc, now, precise });
  return (
    <time dateTime={at} title={inUtc(ms)}>
      {text}
    </time>
  );
}
