import { LRUCache } from 'lru-cache';

/** Rows of SELECTs, kept until something is written to the database. */
export interface KeptRows {
  /**
   * The rows kept for this statement with these bindings, or otherwise those that `read` returns. Nobody may change
   * them.
   */
  get(sql: string, bindings: readonly unknown[], read: () => unknown[]): unknown[];
  clear(): void;
}

// About 16 MiB, or twice that where a text has characters beyond Latin-1.
const MAX_SIZE = 16_777_216;

/**
 * Keeps rows, because partners ask far more often than anything changes. `versionOf` returns a number that changes with
 * each commit of any connection and process, so the rows kept are never older than those the statement would read.
 * `maxSize` is the limit in characters; a result that is larger is not kept.
 */
export function keptRows({ versionOf, maxSize = MAX_SIZE }: { versionOf: () => unknown; maxSize?: number }): KeptRows {
  const kept = new LRUCache<string, unknown[]>({ maxSize, sizeCalculation: (rows, key) => sizeOf(rows) + sizeOf(key) });
  let version: unknown;

  return {
    clear: () => kept.clear(),
    get(sql, bindings, read) {
      const current = versionOf();
      if (current !== version) kept.clear();
      version = current;
      const key = JSON.stringify(bindings) + sql;
      const known = kept.get(key);
      if (known) return known;
      const found = read();
      kept.set(key, found);
      return found;
    },
  };
}

// Roughly the size of an array, of a text without its characters, and of a number.
const EACH = 16;

function sizeOf(rows: unknown): number {
  if (typeof rows === 'string') return EACH + rows.length;
  return Array.isArray(rows) ? rows.reduce<number>((sum, part) => sum + sizeOf(part), EACH) : EACH;
}
