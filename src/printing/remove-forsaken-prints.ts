import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PRINT_FOLDER } from './print-pdf.js';

// This is far longer than any print lasts, so the folder can't be in use by another process.
const FORSAKEN_AFTER_MS = 10 * 60 * 1000;

/**
 * Removes the folders of prints whose process was killed, because they hold a candidate's report. Answers how many
 * folders were removed. A folder that can't be removed belongs to somebody else.
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
