import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedQueue } from '../../engine/shared-queue.js';
import { untilAborted } from '../until-aborted.js';
import { type Isolation } from './isolation.js';
import { runBrowser } from './run-browser.js';

/**
 * Prints a page that loads nothing as a PDF. Gives 'busy' if the queue is full. Gives 'failed' for any fault (logged)
 * and when the signal aborts.
 */
export type PrintPdf = (html: string, signal: AbortSignal) => Promise<Buffer | 'busy' | 'failed'>;

export interface PrintPdfOptions {
  /** The path of a Chromium. */
  program: string;
  isolation: Isolation;
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

/**
 * Prints pages through Chromium, a few at once behind a short queue. One print takes a process tree and some hundred
 * MB. Page and PDF are in no file, but each print has a folder of its own for the browser's profile. However the print
 * ends, its folder and all its processes are gone afterwards. Where the file system does not answer, the caller does
 * not wait for that. The print keeps its place until then, because it keeps a thread, and there are only four.
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

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Print = Omit<PrintPdfOptions, 'atOnce' | 'queueLimit' | 'limitMs'>;

async function printInFolder(html: string, signal: AbortSignal, print: Print): Promise<Buffer | 'failed'> {
  const { program, isolation, warn, deadlineMs = DEADLINE_MS, folder: parent = tmpdir() } = print;
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(parent, PRINT_FOLDER));
    const command = [...isolation.command, program, ...FLAGS, ...isolation.flags, `--user-data-dir=${folder}`];
    const { pdf, ...end } = await runBrowser({ command, folder, html, signal, deadlineMs });
    if (signal.aborted) return 'failed';
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

/** Checks that the PDF is complete, because a browser that runs out of memory cuts it off. */
function isWhole(pdf: Buffer): boolean {
  return pdf.subarray(0, 5).toString('latin1') === '%PDF-' && pdf.subarray(-1024).includes('%%EOF');
}
