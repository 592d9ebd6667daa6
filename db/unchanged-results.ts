/** Rows of SELECTs, kept as long as the database stays as it was; `maxRows` bounds them. */
export interface UnchangedResults {
  /** The rows kept of this statement with these bindings, else those that `read` gives. Nobody may change them. */
  get(sql: string, bindings: readonly unknown[], read: () => unknown[]): unknown[];
  clear(): void;
}

const MAX_ROWS = 10_000;

/**
 * Partners ask far more often than anything changes. `versionOf` tells a number that another one takes the place of with
 * every commit of whatever connection and process, so what is kept is never older than what the statement itself would see.
 */
export function unchangedResults({
  versionOf,
  maxRows = MAX_ROWS,
}: {
  versionOf: () => unknown;
  maxRows?: number;
}): UnchangedResults {
  const kept = new Map<string, Map<string, unknown[]>>();
  let rows = 0;
  let version: unknown;

  const clear = (): void => {
    kept.clear();
    rows = 0;
  };

  return {
    clear,
    get(sql, bindings, read) {
      const current = versionOf();
      if (current !== version) clear();
      version = current;
      const key = JSON.stringify(bindings);
      const known = kept.get(sql)?.get(key);
      if (known) return known;
      const found = read();
      // An empty answer takes room too.
      if (rows + found.length + 1 > maxRows) clear();
      if (found.length + 1 > maxRows) return found;
      rows += found.length + 1;
      const ofStatement = kept.get(sql) ?? new Map<string, unknown[]>();
      kept.set(sql, ofStatement.set(key, found));
      return found;
    },
  };
}
