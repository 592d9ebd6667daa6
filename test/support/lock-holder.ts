import { once } from 'node:events';
import { forkScript } from './program.js';

export interface LockHolder {
  /** False if the process ended before it was told to. */
  holds(): boolean;
  /** Resolves when the process has released the lock and ended. A second call does no harm. */
  letGo(): Promise<void>;
}

/** Starts another process that holds the write lock of the embedded database until it is told to let go. */
export async function holdLock(url: string): Promise<LockHolder> {
  const child = forkScript('hold-lock.ts', [url]);
  let holds = true;
  const ended = once(child, 'exit').then(([code]) => {
    holds = false;
    if (code !== 0) throw new Error(`the holder of the lock ended with ${code}`);
  });
  await Promise.race([once(child, 'message'), ended]);
  return {
    holds: () => holds,
    async letGo() {
      if (child.connected) child.send('let go');
      await ended;
    },
  };
}
