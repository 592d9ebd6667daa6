interface Lock {
  packages: Record<string, { resolved?: string; gypfile?: false }>;
}

const BRINGS_BINARIES = 'node_modules/better-sqlite3';

/**
 * Returns package-lock.json with the mark that keeps npm from compiling a package that contains its binaries. The
 * package says so itself (`gypfile: false`). But npm looks for this in its lock and never writes it there. Without the
 * mark npm needs Python and make, and removes a driver again if it does not find them (decision 0019).
 */
export function withLockMarks(text: string): string {
  const lock = JSON.parse(text) as Lock;
  const entry = lock.packages[BRINGS_BINARIES];
  if (entry === undefined) throw new Error(`package-lock.json lacks ${BRINGS_BINARIES}`);
  entry.gypfile = false;
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Returns the packages of a package-lock.json that name the address they came from. */
export function addressesIn(text: string): string[] {
  const { packages } = JSON.parse(text) as Lock;
  return Object.values(packages).flatMap(({ resolved }) => (resolved?.includes('://') ? [resolved] : []));
}
