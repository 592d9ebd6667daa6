import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { runCli } from '../../../src/cli/run-cli.js';
import { type Terminal } from '../../../src/cli/session/terminal.js';

export interface CliResult {
  code: number;
  out: string;
  err: string;
  /** Standard output as JSON. */
  json<T>(): T;
}

export const CLI_NOW = Date.parse('2026-03-01T12:00:00Z');

/** The command line on that database, in this process; `input` is its standard input. */
export function cliOn(url: string, terminal: Partial<Terminal> = {}) {
  return async (args: string[], input = ''): Promise<CliResult> => {
    let [out, err] = ['', ''];
    const code = await runCli(args, {
      ...terminalOn(url, input),
      write: (text) => void (out += text),
      writeError: (text) => void (err += text),
      ...terminal,
    });
    return { code, out, err, json: <T>() => JSON.parse(out) as T };
  };
}

/** A terminal whose environment names that database; what is written to it is lost. */
export function terminalOn(url: string, input = ''): Terminal {
  return {
    env: { DATABASE_URL: url },
    stdin: Readable.from([Buffer.from(input)]),
    write: () => undefined,
    writeError: () => undefined,
    hasScreen: false,
    askPassword: () => Promise.reject(new Error('nobody is there to be asked')),
    untilStopped: () => Promise.resolve('SIGTERM'),
    // Asked for after a stop that took too long: the test's process stays.
    endProcess: () => undefined,
    now: () => CLI_NOW,
    randomBytes: (size) => randomBytes(size),
    newRequestId: randomUUID,
    osUser: 'tester',
  };
}
