import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programArguments } from './program.js';

/** Runs a file of `test/support/scripts` as a new process and returns its stdout. Rejects if it fails. */
export async function runScript(name: string, ...args: string[]): Promise<string> {
  const path = `test/support/scripts/${name}`;
  const { stdout } = await promisify(execFile)(process.execPath, programArguments(path, args));
  return stdout;
}
