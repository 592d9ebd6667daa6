import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a file of `test/support/scripts` in a process of its own and hands back its stdout; rejects when it fails. */
export async function runScript(name: string, ...args: string[]): Promise<string> {
  const path = fileURLToPath(new URL(`./scripts/${name}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', path, ...args]);
  return stdout;
}
