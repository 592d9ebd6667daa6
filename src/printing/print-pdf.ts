import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedQueue } from '../../engine/shared-queue.js';
import { untilAborted } from '../until-aborted.js';

/**
 * Prints a page that loads nothing as a PDF. Gives 'busy' if the queue is full. Gives 'failed' for any fault (logged)
 * and when the signal aborts.
 */
export type PrintPdf = (html: string, signal: AbortSignal) => Promise<Buffer | 'busy' | 'failed'>;

export interface PrintPdfOptions {
  /** The path of a Chromium. */
  program: string;
  warn: (fields: object, message: string) => void;
  /** How long one print may take after it has begun, ms. */
  deadlineMs?: number;
  /** How long a caller waits at most, ms: for the prints before, for the program and for the file system. */
  limitMs?: number;
  atOnce?: number;
  queueLimit?: number;
  /** The folder in which each print makes its own folder. */
  folder?: string;
}

/** The beginning of the name of a print's folder. */
export const PRINT_FOLDER = 'pop-pdf-';

const DEADLINE_MS = 20_000;
// Two full rounds of prints may come before.
const LIMIT_MS = 75_000;
const KEPT_STDERR = 2_000;

/**
 * Prints pages through Chromium, a few at once behind a short queue. One print takes a process tree and some hundred
 * MB. Each print has a folder of its own for page, profile and PDF. However the print ends, its folder and all its
 * processes are gone afterwards. Where the file system does not answer, the caller does not wait for that. The print
 * keeps its place until then, because it keeps a thread, and there are only four.
 */
export function printPdf({ atOnce = 2, queueLimit = 4, limitMs = LIMIT_MS, ...print }: PrintPdfOptions): PrintPdf {
  const queue = sharedQueue<Buffer | 'failed'>({ atOnce, waiting: queueLimit });
  return async function printPdf(html, signal) {
    // Each print has a key of its own here. The caller of this function decides who shares a print.
    const key = randomUUID();
    const late = AbortSignal.timeout(limitMs);
    const end = AbortSignal.any([signal, late]);
    const run = () => printInFolder(html, end, print);
    try {
      return await untilAborted(late, queue.enter({ key, owner: key, signal: end, run }));
    } catch {
      if (late.aborted) print.warn({ limit_ms: limitMs }, 'no PDF was printed in time');
      return 'failed';
    }
  };
}

type Print = Omit<PrintPdfOptions, 'atOnce' | 'queueLimit' | 'limitMs'>;

async function printInFolder(html: string, signal: AbortSignal, print: Print): Promise<Buffer | 'failed'> {
  const { program, warn, deadlineMs = DEADLINE_MS, folder: parent = tmpdir() } = print;
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(parent, PRINT_FOLDER));
    await writeFile(join(folder, 'report.html'), html);
    const end = await run(program, folder, { signal, deadlineMs });
    if (signal.aborted) return 'failed';
    const pdf = end.code === 0 ? await readFile(join(folder, 'report.pdf')) : undefined;
    if (pdf && isWhole(pdf)) return pdf;
    warn(end, 'no PDF was printed');
    return 'failed';
  } catch (error) {
    // The cause may be a full disk, a folder that may not be written or a missing program. None of these is the fault
    // of the request.
    warn({ err: error }, 'no PDF was printed');
    return 'failed';
  } finally {
    // Retried for a while, because a killed process may still be writing files.
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch((error: unknown) =>
        warn({ err: error, folder }, 'the folder of a print could not be removed'),
      );
    }
  }
}

/** Checks that the file is complete, because a full disk cuts it off. */
function isWhole(pdf: Buffer): boolean {
  return pdf.subarray(0, 5).toString('latin1') === '%PDF-' && pdf.subarray(-1024).includes('%%EOF');
}

interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

/** Runs the program until it ends, the signal aborts or the deadline passes. No process of its group remains. */
function run(
  program: string,
  folder: string,
  { signal, deadlineMs }: { signal: AbortSignal; deadlineMs: number },
): Promise<End> {
  return new Promise((resolve, reject) => {
    // A detached process leads a process group, and the whole group can be killed.
    const child = spawn(program, argumentsFor(folder), {
      cwd: folder,
      detached: true,
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    const kill = (): void => killGroup(child.pid);
    const deadline = setTimeout(kill, deadlineMs);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-KEPT_STDERR)));
    const ended = (): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', kill);
      kill();
      child.stderr.destroy();
    };
    child.once('error', (error) => {
      ended();
      reject(error);
    });
    // The event is not 'close', because a helper of the browser may hold stderr open.
    child.once('exit', (code, by) => {
      ended();
      resolve({ code, signal: by, stderr });
    });
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted) kill();
  });
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function argumentsFor(folder: string): string[] {
  return [
    '--headless',
    // The sandbox of Chromium refuses to start as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // The page loads nothing. If it ever tries, it finds no host.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--print-to-pdf=${join(folder, 'report.pdf')}`,
    join(folder, 'report.html'),
  ];
}
