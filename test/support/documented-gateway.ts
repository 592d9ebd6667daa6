import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from '../../src/openapi.js';

// Generous: a loaded machine takes seconds.
const READY_WITHIN_MS = 45_000;

export interface DocumentedGateway {
  /** `host:port` that the process listens on. */
  address: string;
  databaseUrl: string;
  /** An empty folder of its own, for the files that a document tells to write. */
  folder: string;
  /** A folder with the command `pop`, for the PATH. */
  commands: string;
  /** A port that is free, for a program that a document tells to write. */
  receiverPort: string;
  stop(): Promise<void>;
}

/** Starts the program as the documents say, a process with an empty embedded database, on a port that is free. */
export async function startDocumentedGateway({ demoPassword }: { demoPassword: string }): Promise<DocumentedGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'pop-docs-'));
  const databaseUrl = `sqlite:${join(folder, 'data', 'pop.sqlite')}`;
  const port = String(await freePort());
  const receiverPort = String(await freePort());
  // What the documents tell to install.
  await symlink(join(packageRoot(), 'node_modules'), join(folder, 'node_modules'));
  const commands = await makeCommands(folder);
  const gateway = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: packageRoot(),
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      OUTBOX_DIR: join(folder, 'data', 'outbox'),
      DEMO_PASSWORD: demoPassword,
      PORT: port,
      LOG_LEVEL: 'warn',
      NOTIFY_ALLOW_CIDRS: '127.0.0.0/8',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    const ended = gateway.exitCode === null ? once(gateway, 'exit') : undefined;
    gateway.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  const address = `127.0.0.1:${port}`;
  for (let waited = 0; waited < READY_WITHIN_MS && gateway.exitCode === null; waited += 100) {
    if (await isReady(address)) return { address, databaseUrl, folder, commands, receiverPort, stop };
    await wait(100);
  }
  await stop();
  throw new Error('The gateway did not become ready.');
}

async function makeCommands(folder: string): Promise<string> {
  const commands = join(folder, 'bin');
  await mkdir(commands);
  const script = `#!/bin/sh\nexec '${process.execPath}' --import tsx '${join(packageRoot(), 'src/cli.ts')}' "$@"\n`;
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
