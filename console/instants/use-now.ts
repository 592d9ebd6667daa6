import { useSyncExternalStore } from 'react';

const EVERY_MS = 1_000;

/** The instant now, ms, in steps of a second. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => Math.floor(Date.now() / EVERY_MS) * EVERY_MS);
}

function listen(changed: () => void): () => void {
  const timer = setInterval(changed, EVERY_MS);
  return () => clearInterval(timer);
}
