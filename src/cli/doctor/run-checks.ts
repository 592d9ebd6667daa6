import { within } from '../../within.js';
import { databaseWords } from '../output/database-words.js';
import { type Check, fail, type Finding } from './finding.js';

export type Line = Finding & { name: string };

// A check asks the database several questions, each with a limit of its own.
const WITHIN_MS = 20_000;

/** Runs the checks one after the other. One that throws, or takes too long, has failed, and the others go on. */
export async function runChecks(checks: readonly Check[], withinMs = WITHIN_MS): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { name, look } of checks) {
    const late = (): Error => new Error(`it did not end within ${withinMs / 1000} s`);
    const finding = await within(withinMs, (async () => look())(), late).catch((error: unknown) =>
      fail(databaseWords(error), 'this check could not be made: see to what it says, then run pop doctor again'),
    );
    if (finding) lines.push({ name, ...finding });
  }
  return lines;
}
