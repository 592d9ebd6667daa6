import { type Readiness } from '../../routes/open/health.js';
import { within } from '../within.js';

export interface ReadinessParts {
  /** Asks the database whether this program can work with its schema. */
  lookAtSchema(): Promise<Readiness>;
  now(): number;
  notifier: { lastCycleAt(): number } | undefined;
  /** The time after which the database counts as away, ms. */
  withinMs?: number;
}

// Less than the time that callers usually wait.
const WITHIN_MS = 3_000;
const LONGEST_CYCLE_MS = 10_000;

/**
 * Tells whether requests can be served. Only one look at the database is under way at a time, however many callers ask.
 * Otherwise these looks would take the connections of the requests while the database does not answer.
 */
export function readiness({
  lookAtSchema,
  now,
  notifier,
  withinMs = WITHIN_MS,
}: ReadinessParts): () => Promise<Readiness> {
  let looking: Promise<Readiness> | undefined;

  const look = (): Promise<Readiness> => {
    looking ??= databaseReadiness(lookAtSchema).finally(() => (looking = undefined));
    return looking;
  };

  return async () => {
    const late = () => new Error(`the database has not answered within ${withinMs / 1000} s`);
    const found = await within(withinMs, look(), late).catch((error: Error): Readiness => ({ reason: error.message }));
    const idle = reasonNotNotifying(notifier, now());
    return found.reason !== undefined || idle === undefined ? found : { reason: idle };
  };
}

async function databaseReadiness(lookAtSchema: ReadinessParts['lookAtSchema']): Promise<Readiness> {
  try {
    return await lookAtSchema();
  } catch {
    // The driver's words may name hosts and users. They are in the log of the code that uses the database.
    return { reason: 'the database cannot be reached' };
  }
}

function reasonNotNotifying(notifier: ReadinessParts['notifier'], now: number): string | undefined {
  if (!notifier || now - notifier.lastCycleAt() <= LONGEST_CYCLE_MS) return undefined;
  return 'the notifier has not looked for due notifications for over 10 s';
}
