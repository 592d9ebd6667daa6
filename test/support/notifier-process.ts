import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkScript } from './program.js';

export interface NotifierProcess {
  child: ChildProcess;
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** Sends SIGTERM to the process once it runs. */
  stop(): Promise<{ code: number | null; signal: string | null }>;
  figures(): Promise<Figures>;
}

/** The number of open descriptors, and the size of the heap in bytes after a collection. */
export interface Figures {
  descriptors: number;
  heap: number;
}

/** Runs `scripts/notifier.ts` with these arguments as a new process. */
export function startNotifierProcess(args: object): NotifierProcess {
  const child = forkScript('notifier.ts', [JSON.stringify(args)], ['--expose-gc']);
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as { code: number; signal: string });
  const figures = async (): Promise<Figures> => {
    const answer = once(child, 'message');
    child.send('figures');
    const [found] = (await answer) as [Figures];
    return found;
  };
  return {
    child,
    ended,
    figures,
    stop: async () => {
      // The process may not handle SIGTERM until it has answered.
      await figures();
      child.kill('SIGTERM');
      return ended;
    },
  };
}
