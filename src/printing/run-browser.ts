import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { devtools } from './devtools.js';
import { pageToPdf } from './page-to-pdf.js';

export interface BrowserRun {
  /** Program and arguments of a browser that is commanded by pipes. */
  command: readonly string[];
  /** Where the browser may write. */
  folder: string;
  html: string;
  signal: AbortSignal;
  deadlineMs: number;
}

interface End {
  pdf?: Buffer;
  /** Why there is no PDF. */
  fault?: string;
  stderr: string;
}

const KEPT_STDERR = 2_000;

/**
 * Runs a browser until it has printed the page, it ends, the signal aborts or the deadline passes. No process of its
 * group remains. Rejects if it cannot be started.
 */
export async function runBrowser({ command, folder, html, signal, deadlineMs }: BrowserRun): Promise<End> {
  const [program, ...args] = command;
  // A detached process leads a process group, and the whole group can be killed.
  const child = spawn(program!, args, {
    cwd: folder,
    detached: true,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
    // Chromium reads commands from the fourth of these, and answers on the fifth.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, , errors, commands, replies] = child.stdio as unknown as [null, null, Readable, Writable, Readable];
  let stderr = '';
  errors.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-KEPT_STDERR)));
  // The event is not 'close', because a helper of the browser may hold stderr open.
  const ended = new Promise<string>((resolve, reject) => {
    child.once('exit', (code, by) => resolve(`the browser ended with ${by ?? code}`)).once('error', reject);
  });
  const kill = (): void => killGroup(child.pid);
  const deadline = setTimeout(kill, deadlineMs);
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  const printed = pageToPdf(devtools(commands, replies), html).then(
    (pdf) => ({ pdf }),
    (error: Error) => ({ fault: error.message }),
  );
  try {
    const first = await Promise.race([printed, ended.then((fault) => ({ fault }))]);
    kill();
    await ended;
    return { ...first, stderr };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', kill);
    kill();
    for (const stream of [errors, commands, replies]) stream.destroy();
  }
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
