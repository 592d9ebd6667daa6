import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { runCli } from '../../../src/cli/run-cli.js';
import { type Terminal } from '../../../src/cli/session/terminal.js';

export interface CliResult {
  code: number;
  out: string;
  err: string;
  /** Parses standard output as JSON. */
  json<T>(): T;
}

export const CLI_NOW = Date.parse('2026-03-01T12:00:00Z');

/** Runs the command line in this process, on the database of the url. `input` is its standard input. */
export function cliOn(url: string, terminal: Partial<Terminal> = {}) {
  return async (args: string[], input = ''): Promise<CliResult> => {
    let [out, err] = ['', ''];
    const code = await runCli(args, {
      ...terminalOn(url, input),
      write: (text) => void (out += text),
      writeError: (text) => void (err += text),
      openLog: () => Promise.resolve({ write: (text) => void (out += text) }),
      ...terminal,
    });
    return { code, out, err, json: <T>() => JSON.parse(out) as T };
  };
}

/** Makes a terminal whose environment names the database. It discards what is written to it. */
export function terminalOn(url: string, input = ''): Terminal {
  return {
    env: { DATABASE_URL: url },
    stdin: Readable.from([Buffer.from(input)]),
    inputMs: 60_000,
    write: () => undefined,
    writeError: () => undefined,
    openLog: () => Promise.resolve({ write: () => undefined }),
    hasScreen: false,
    askPassword: () => Promise.reject(new Error('nobody is there to be asked')),
    untilStopped: () => Promise.resolve('SIGTERM'),
    // The command line asks for this after a stop that took too long. The process of the test must not end.
    endProcess: () => undefined,
    now: () => CLI_NOW,
    randomBytes: (size) => randomBytes(size),
    newRequestId: randomUUID,
    osUser: 'tester',
  };
}
