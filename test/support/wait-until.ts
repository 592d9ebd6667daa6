import { setTimeout as wait } from 'node:timers/promises';

/**
 * Repeats the probe until it returns something, and returns that. Rejects with the name of what was waited for after
 * `withinMs`. The bound is generous: it ends a failing test, and does not time a working one.
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
