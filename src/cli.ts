#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { killItself } from './end-at-once.js';
import { type Terminal } from './cli/session/terminal.js';
import { unfitNode } from './unfit-node.js';

// A person who fetches a password, or the program that writes to us, has this time.
const INPUT_MS = 300_000;
// As long as the stop of a gateway takes at most.
const END_WITHIN_MS = 14_000;

function processTerminal(): Terminal {
  return {
    env: process.env,
    stdin: process.stdin,
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    hasScreen: process.stderr.isTTY === true,
    inputMs: INPUT_MS,
    askPassword: async (message, signal) => {
      const { isCancel, password } = await import('@clack/prompts');
      const answer = await password({ message, output: process.stderr, signal });
      return isCancel(answer) ? undefined : answer;
    },
    untilStopped,
    openLog: async () => (await import('./log.js')).bufferedStdout(),
    endProcess: killItself,
    now: Date.now,
    randomBytes: (size) => randomBytes(size),
    newRequestId: randomUUID,
    osUser: osUser(),
  };
}

function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => resolve(signal));
    }
  });
}

// `userInfo` throws for a uid without an entry. Containers can have such uids.
function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

// A reader that closes its end (`pop user list | head -1`) is no fault. The command still runs to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
// A database made by a command is for the user who runs it alone, as one made by the gateway is.
process.umask(0o077);
const refusal = unfitNode(process.versions.node);
if (refusal === undefined) {
  // Imported only now, because the import can fail on a Node.js that is too old.
  const { runCli } = await import('./cli/run-cli.js');
  process.exitCode = await runCli(process.argv.slice(2), processTerminal());
  // The process ends by itself, unless a thread waits for a file that does not answer. Everything was said by now.
  setTimeout(() => {
    if (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) killItself();
  }, END_WITHIN_MS).unref();
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
