import { type Knex } from 'knex';
import { type DemoAccess, fillEmptyDatabase } from './demo.js';
import { activeDemoUsers, setDemoPassword } from './demo-password.js';

export interface PreparedDemo {
  /** How to sign in, if this start has filled the demo in. */
  filled: DemoAccess | undefined;
  /** The users of an older demo whose password this start has changed. */
  changed: string[];
  /** The users of a demo who can sign in where others can reach us, although nobody asked for the demo. */
  exposed: string[];
}

export interface DemoSettings {
  demo: boolean;
  reachable: boolean;
  demoPassword: string | undefined;
  now: number;
  newId: () => string;
}

/** Fills an empty database with the demo, or gives the users of an older demo their password. Only with `demo`. */
export async function prepareDemo(
  db: Knex,
  { demo, reachable, demoPassword, now, newId }: DemoSettings,
): Promise<PreparedDemo> {
  if (!demo) return { filled: undefined, changed: [], exposed: reachable ? await activeDemoUsers(db) : [] };
  const filled = await fillEmptyDatabase(db, { password: demoPassword, now });
  const changed = filled ? [] : await setDemoPassword(db, { password: demoPassword, now, newId });
  return { filled, changed, exposed: [] };
}
