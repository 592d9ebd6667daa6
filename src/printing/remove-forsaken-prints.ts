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
  let removed = 0;
  // One after the other: a folder that does not answer keeps a thread, and there are only four.
  for (const name of names) {
    try {
      const path = join(folder, name);
      if (now - (await stat(path)).mtimeMs < FORSAKEN_AFTER_MS) continue;
      await rm(path, { recursive: true });
      removed += 1;
    } catch {
      // It is somebody else's.
    }
  }
  return removed;
}
