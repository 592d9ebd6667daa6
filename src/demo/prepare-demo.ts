import { type Knex } from 'knex';
import { type DemoAccess, fillEmptyDatabase } from './demo.js';
import { setDemoPassword } from './demo-password.js';

export interface PreparedDemo {
  /** How to sign in, if this start has filled the demo in. */
  filled: DemoAccess | undefined;
  /** The users of an older demo whose password this start has changed. */
  changed: string[];
}

export interface DemoSettings {
  demo: boolean;
  demoPassword: string | undefined;
  now: number;
  newId: () => string;
}

/** Fills an empty database with the demo, or gives the users of an older demo their password. Only with `demo`. */
export async function prepareDemo(db: Knex, { demo, demoPassword, now, newId }: DemoSettings): Promise<PreparedDemo> {
  if (!demo) return { filled: undefined, changed: [] };
  const filled = await fillEmptyDatabase(db, { password: demoPassword, now });
  return { filled, changed: filled ? [] : await setDemoPassword(db, { password: demoPassword, now, newId }) };
}
