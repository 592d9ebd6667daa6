import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/document/openapi.js';

// The programs as JavaScript, if run-tests.ts has written them (test-build.ts): a process starts from these in half
// the time.
const built = process.env['TEST_BUILD'];
const loader = built === undefined ? ['--import', 'tsx'] : ['--enable-source-maps'];

/** The absolute path from which Node.js runs a source file, which is named from the root: `src/main.ts`. */
export function programPath(path: string): string {
  return built === undefined ? join(packageRoot(), path) : join(built, path.replace(/\.ts$/, '.js'));
}

/** The arguments of Node.js that run a source file. `options` are those of Node.js itself. */
export function programArguments(path: string, args: string[], options: string[] = []): string[] {
  return [...loader, ...options, programPath(path), ...args];
}

/** Runs a file of `test/support/scripts` in a process that exchanges messages with this one. */
export function forkScript(name: string, args: string[], options: string[] = []): ChildProcess {
  return fork(programPath(`test/support/scripts/${name}`), args, {
    execArgv: [...loader, ...options],
    env: { PATH: process.env.PATH },
  });
}
