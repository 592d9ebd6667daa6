import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './child-server.js';

export interface RedisServer {
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** Starts a private redis-server from the PATH that writes nothing to the disk. Gives undefined if there is none. */
export async function redisServer(folder: string): Promise<RedisServer | undefined> {
  const { stdout, error } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
  if (error) return undefined;
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const gone = once(child, 'exit');
  await waitForAnswer(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    version: /v=([\d.]+)/.exec(stdout)?.[1] ?? 'of unknown version',
    async stop() {
      process.removeListener('exit', end);
      end();
      await gone;
    },
  };
}

async function waitForAnswer(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new Redis({ port, lazyConnect: true, retryStrategy: null });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (tries >= 100) throw error;
      await wait(50);
    } finally {
      client.disconnect();
    }
  }
}
