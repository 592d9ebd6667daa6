import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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
  stop(): Promise<void>;
}

/** Starts the program as the documents say, a process with an empty embedded database, on a port that is free. */
export async function startDocumentedGateway({ demoPassword }: { demoPassword: string }): Promise<DocumentedGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'pop-docs-'));
  const databaseUrl = `sqlite:${join(folder, 'data', 'pop.sqlite')}`;
  const port = String(await freePort());
  const gateway = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: packageRoot(),
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      DEMO_PASSWORD: demoPassword,
      PORT: port,
      LOG_LEVEL: 'warn',
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
    if (await isReady(address)) return { address, databaseUrl, folder, stop };
    await wait(100);
  }
  await stop();
  throw new Error('The gateway did not become ready.');
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
