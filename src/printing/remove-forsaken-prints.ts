import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PRINT_FOLDER } from './print-pdf.js';

// Far longer than any print lasts, so it can't be one under way in another process.
const FORSAKEN_AFTER_MS = 10 * 60 * 1000;

/**
 * Removes what prints left behind whose process was killed: there is a candidate's report in it. Answers how many
 * folders went; one that can't be removed is somebody else's.
 */
export async function removeForsakenPrints(folder: string, now: number): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(PRINT_FOLDER));
  const removed = await Promise.all(
    names.map(async (name) => {
      try {
        const path = join(folder, name);
        if (now - (await stat(path)).mtimeMs < FORSAKEN_AFTER_MS) return false;
        await rm(path, { recursive: true });
        return true;
      } catch {
        return false;
      }
    }),
  );
  return removed.filter(Boolean).length;
}
