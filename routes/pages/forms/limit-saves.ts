import { LRUCache } from 'lru-cache';

const PER_SECOND = 5;
// The page saves one answer after the other, as they are given, so no candidate gets here. A script does.
const BURST = 60;
const MAX_LINKS = 10_000;

export interface SaveLimitParts {
  /** The current instant, ms. */
  now(): number;
  noteRefusedBy(quota: string): void;
}

/**
 * Limits how often the form of one application is sent: five times a second, and sixty times at once after a pause. It
 * counts one more, or gives the whole seconds to wait. Each process counts for itself, because to count in the database
 * would cost as much as to save.
 */
export function limitSaves({ now, noteRefusedBy }: SaveLimitParts): (applicationId: string) => number | undefined {
  const links = new LRUCache<string, { left: number; at: number }>({ max: MAX_LINKS });
  return function waitToSave(applicationId) {
    const at = now();
    const known = links.get(applicationId) ?? { left: BURST, at };
    // The clock may have been set back.
    const regained = (Math.max(0, at - known.at) / 1000) * PER_SECOND;
    const left = Math.min(BURST, known.left + regained);
    const saves = left >= 1;
    links.set(applicationId, { left: saves ? left - 1 : left, at });
    if (saves) return undefined;
    noteRefusedBy('saves');
    return Math.ceil((1 - left) / PER_SECOND);
  };
}
