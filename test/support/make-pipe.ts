import { execFileSync } from 'node:child_process';

/**
 * Makes a named pipe. Opening it waits in a thread of the process until its other end is open, just as a file does
 * whose server is away. Open the other end before the test ends, or the thread waits for ever.
 */
export function makePipe(path: string): void {
  execFileSync('mkfifo', [path]);
}
