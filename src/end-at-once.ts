import { type Logger } from 'pino';

// The reader of the log may have closed its end, or read no more.
const LOG_WITHIN_MS = 500;

/**
 * Ends this process by SIGKILL (status 137), as soon as the last lines of its log are written. An exit would first wait
 * for threads, and a thread that waits for a file system or for the reader of a pipe may wait for ever.
 */
export function endAtOnce(log: Pick<Logger, 'flush'>, end: () => void = killItself): void {
  log.flush(end);
  setTimeout(end, LOG_WITHIN_MS);
}

/** Sends SIGKILL to this process. */
export function killItself(): void {
  process.kill(process.pid, 'SIGKILL');
}
