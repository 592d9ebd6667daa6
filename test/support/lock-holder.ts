import { once } from 'node:events';
import { forkScript } from './program.js';

export interface LockHolder {
  /** False when it ended without being told. */
  holds(): boolean;
  /** Resolves when it has let go and ended; twice is fine. */
  letGo(): Promise<void>;
}

/** Another process that has the write lock of the embedded database from now on until it is told to let go. */
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
