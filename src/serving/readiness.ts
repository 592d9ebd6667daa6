import { type Knex } from 'knex';
import { pendingMigrations } from '../../db/migrate.js';
import { within } from '../within.js';

export interface ReadinessParts {
  db: Knex;
  now(): number;
  notifier: { lastCycleAt(): number } | undefined;
  /** The time after which the database counts as away, ms. */
  withinMs?: number;
}

// Less than the time that callers usually wait.
const WITHIN_MS = 3_000;
const LONGEST_CYCLE_MS = 10_000;

/**
 * Tells why requests could not be served, in words for an operator; undefined if they can. Only one look at the
 * database is under way at a time, however many callers ask. Otherwise these looks would take the connections of the
 * requests while the database does not answer.
 */
export function readiness({
  db,
  now,
  notifier,
  withinMs = WITHIN_MS,
}: ReadinessParts): () => Promise<string | undefined> {
  let looking: Promise<string | undefined> | undefined;

  const look = (): Promise<string | undefined> => {
    looking ??= reasonNotReady(db).finally(() => (looking = undefined));
    return looking;
  };

  return async () => {
    const late = () => new Error(`the database has not answered within ${withinMs / 1000} s`);
    const reason = await within(withinMs, look(), late).catch((error: Error) => error.message);
    return reason ?? reasonNotNotifying(notifier, now());
  };
}

async function reasonNotReady(db: Knex): Promise<string | undefined> {
  try {
    const pending = await pendingMigrations(db);
    return pending.length === 0 ? undefined : `migrations are pending: ${pending.join(', ')}`;
  } catch {
    // The driver's words may name hosts and users. They are in the log of the code that uses the database.
    return 'the database cannot be reached';
  }
}

function reasonNotNotifying(notifier: ReadinessParts['notifier'], now: number): string | undefined {
  if (!notifier || now - notifier.lastCycleAt() <= LONGEST_CYCLE_MS) return undefined;
  return 'the notifier has not looked for due notifications for over 10 s';
}
