import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/document/openapi.js';
import { programArguments } from './program.js';
import { waitUntil } from './wait-until.js';

export type Env = Record<string, string>;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface GatewayProcess {
  /** The url that the process itself prints. */
  url: string;
  port: number;
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when the process has ended, by itself or by a signal. */
  ended: Promise<Ended>;
  /** Sends SIGTERM, unless the process has already ended. */
  stop(): Promise<Ended>;
}

/**
 * Runs one of our programs to its end. Of the environment of this process it gets only the PATH. `options` are those of
 * Node.js itself.
 */
export async function runProgram(path: string, args: string[], env: Env, options: string[] = []): Promise<Ended> {
  return launch(programArguments(path, args, options), env).ended;
}

/**
 * Starts src/main.ts and waits until it says that it listens. Unless the environment says otherwise the port is a free
 * one, and a test may send as many requests as it likes. `options` are those of Node.js itself.
 */
export async function startProcess(env: Env, options: string[] = []): Promise<GatewayProcess> {
  const { child, out, ended } = launch(programArguments('src/main.ts', [], options), {
    PORT: '0',
    REQUESTS_PER_MINUTE: '1000000',
    ...env,
  });
  let over: Ended | undefined;
  void ended.then((end) => (over = end));
  const url = await waitUntil(
    'the start of the gateway',
    () => {
      if (over) throw new Error(`the gateway ended: ${over.stderr || over.stdout}`);
      return /^The partner gateway listens at (\S+) /m.exec(out.stderr)?.[1];
    },
    { withinMs: 45_000 },
  ).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await ended;
    throw error;
  });
  return {
    url,
    port: Number(new URL(url).port),
    child,
    stdout: () => out.stdout,
    stderr: () => out.stderr,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function launch(args: string[], env: Env) {
  const child = spawn(process.execPath, args, {
    cwd: packageRoot(),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...out }));
  return { child, out, ended };
}

/** Makes an empty folder. `remove` removes it. */
export async function makeFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pop-process-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
