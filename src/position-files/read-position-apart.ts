import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedQueue } from '../../engine/shared-queue.js';
import { within } from '../within.js';
import { type ReadPosition } from './read-position-text.js';

/** `busy`: too many others wait. `late`: it took too long. */
type ReadApart = ReadPosition | 'busy' | 'late';

export type PositionReader = (text: string) => Promise<ReadApart>;

// A text of 1 MiB takes about a second, and half a minute on a machine that has very much else to do.
const WITHIN_MS = 30_000;
const WAITING = 4;
// While the largest text is read, its parts take some 100 MiB.
const MAX_MEMORY_MB = 512;

export interface ReaderOptions {
  withinMs?: number;
  /** The program that reads. */
  program?: string;
}

/**
 * Makes a reader of position files that reads each text in a process of its own, because that may take a second, in
 * which this process would answer nobody. It reads one text at a time. The other process knows nothing of this one, no
 * settings either.
 */
export function readPositionApart({ withinMs = WITHIN_MS, program = PROGRAM }: ReaderOptions = {}): PositionReader {
  const queue = sharedQueue<ReadApart>({ atOnce: 1, waiting: WAITING });
  return (text) => queue.enter({ key: randomUUID(), owner: '', run: () => readIn(program, text, withinMs) });
}

// The name ends in .ts where the sources themselves run.
const PROGRAM = fileURLToPath(new URL(`./position-process${extname(import.meta.url)}`, import.meta.url));

class Late extends Error {}

async function readIn(program: string, text: string, withinMs: number): Promise<ReadApart> {
  const reader = fork(program, {
    env: {},
    execArgv: [...process.execArgv, `--max-old-space-size=${MAX_MEMORY_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    return await within(withinMs, answerOf(reader, text), () => new Late());
  } catch (error) {
    if (error instanceof Late) return 'late';
    throw error;
  } finally {
    reader.kill('SIGKILL');
  }
}

function answerOf(reader: ChildProcess, text: string): Promise<ReadPosition> {
  return new Promise((resolve, reject) => {
    reader.once('message', (read) => resolve(read as ReadPosition));
    reader.once('error', reject);
    reader.once('exit', (code, signal) => {
      // Node.js ends itself in this way when there is no more memory.
      if (signal === 'SIGABRT') return resolve({ faults: [TOO_MUCH] });
      reject(new Error(`the process that reads a position file ended without an answer (${signal ?? code})`));
    });
    // A process that has ended already is reported by the event.
    reader.send(text, () => undefined);
  });
}

const TOO_MUCH = { pointer: '', detail: 'has too many parts to be read', line: 1, column: 1 };
