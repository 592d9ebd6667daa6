import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/document/openapi.js';
import { programArguments } from './program.js';
import { waitUntil } from './wait-until.js';

// This is generous: a loaded machine takes seconds, and `npm start` compiles first.
const READY_WITHIN_MS = 180_000;

export interface DocumentedGateway {
  /** `host:port` on which the process listens. */
  address: string;
  databaseUrl: string;
  /** An empty folder for the files that a document tells to write. */
  folder: string;
  /** The PATH for whoever follows the document. It has the command `pop`. */
  path: string;
  /** A free port for a program that a document tells to write. */
  receiverPort: string;
  /** Sends SIGTERM to the process, removes the folder, and returns the exit code. */
  stop(): Promise<number | null>;
}

/** An installed copy of the project, and how to start it. */
export interface DocumentedProgram {
  root: string;
  /** Program and arguments of the gateway, run in `root`. */
  command: readonly [string, ...string[]];
  /** Program and arguments of the command line. */
  pop: readonly string[];
  path: string;
}

/** This project as it is, run by the Node.js of this process. */
const fromSources = (): DocumentedProgram => ({
  root: packageRoot(),
  command: [process.execPath, ...programArguments('src/main.ts', [])],
  pop: [process.execPath, ...programArguments('src/cli.ts', [])],
  path: process.env.PATH ?? '',
});

/** Starts the program as the documents say, as a process with an empty embedded database on a free port. */
export async function startDocumentedGateway(
  { demoPassword, env = {} }: { demoPassword: string; env?: Record<string, string> },
  program = fromSources(),
): Promise<DocumentedGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'pop-docs-'));
  const databaseUrl = `sqlite:${join(folder, 'data', 'pop.sqlite')}`;
  const port = String(await freePort());
  const receiverPort = String(await freePort());
  // The documents tell the reader to install these packages.
  await symlink(join(program.root, 'node_modules'), join(folder, 'node_modules'));
  const path = `${await makeCommands(folder, program)}:${program.path}`;
  const [command, ...args] = program.command;
  const gateway = spawn(command, args, {
    cwd: program.root,
    env: {
      PATH: path,
      DATABASE_URL: databaseUrl,
      // The reader's database is the default one.
      DEMO: '1',
      OUTBOX_DIR: join(folder, 'data', 'outbox'),
      DEMO_PASSWORD: demoPassword,
      PORT: port,
      LOG_LEVEL: 'warn',
      NOTIFY_ALLOW_CIDRS: '127.0.0.0/8',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  gateway.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(gateway, 'exit').then(([code]) => code as number | null);
  let over = false;
  void ended.then(() => (over = true));
  const stop = async (): Promise<number | null> => {
    gateway.kill('SIGTERM');
    const code = await ended;
    await rm(folder, { recursive: true });
    return code;
  };
  const address = `127.0.0.1:${port}`;
  const isUp = async (): Promise<boolean> => {
    if (over) throw new Error(`the gateway ended before it was ready: ${said}`);
    return isReady(address);
  };
  await waitUntil('the gateway', isUp, { withinMs: READY_WITHIN_MS }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address, databaseUrl, folder, path, receiverPort, stop };
}

async function makeCommands(folder: string, { pop }: DocumentedProgram): Promise<string> {
  const commands = join(folder, 'bin');
  await mkdir(commands);
  const words = pop.map((word) => `'${word}'`).join(' ');
  const script = `#!/bin/sh\nexec ${words} "$@"\n`;
  await writeFile(join(commands, 'pop'), script, { mode: 0o755 });
  return commands;
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`http://${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
