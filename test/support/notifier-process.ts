import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkScript } from './program.js';

export interface NotifierProcess {
  child: ChildProcess;
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** SIGTERM to a process that runs. */
  stop(): Promise<{ code: number | null; signal: string | null }>;
  figures(): Promise<Figures>;
}

/** Open descriptors, and the heap in bytes after a collection. */
export interface Figures {
  descriptors: number;
  heap: number;
}

/** Runs `scripts/notifier.ts` with those arguments in a process of its own. */
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
      // Before it answers it may not know SIGTERM yet.
      await figures();
      child.kill('SIGTERM');
      return ended;
    },
  };
}
