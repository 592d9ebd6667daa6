import { LRUCache } from 'lru-cache';
import { type Logger } from 'pino';

const EVERY_MS = 60_000;
const MAX_CREDENTIALS = 10_000;

export interface NoteUseParts {
  write(credentialId: string, at: number): Promise<void>;
  now(): number;
  log: Pick<Logger, 'warn'>;
}

/**
 * Keeps `last used` of credentials within a minute of the truth, with at most one write a minute for each. A write that
 * fails is only logged, because it must not fail the request. The first use after a minute tries again.
 */
export function noteUse({ write, now, log }: NoteUseParts): (credentialId: string) => void {
  const written = new LRUCache<string, number>({ max: MAX_CREDENTIALS });
  return (credentialId) => {
    const at = now();
    if (at - (written.get(credentialId) ?? 0) < EVERY_MS) return;
    written.set(credentialId, at);
    write(credentialId, at).catch((error: unknown) =>
      log.warn({ err: error }, 'could not note the use of a credential'),
    );
  };
}
