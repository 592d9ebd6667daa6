import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again and again until the answer is something, and gives it; rejects, naming what was waited for, when
 * `withinMs` have passed. The bound is generous: it is there to end a failing test, not to time a working one.
 */
export async function waitUntil<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  { withinMs = 20_000 } = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(10);
  }
}
