import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { programArguments } from '../../support/program.js';

/** Starts the real command line as a new process. */
export function startCli(url: string, args: string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: url, ...more };
  return spawn(process.execPath, programArguments('src/cli.ts', args), { env });
}

/** Runs the command line to its end. */
export async function runProcess(url: string, args: string[], input = '') {
  const child = startCli(url, args);
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}
