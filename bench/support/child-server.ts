import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 3_000;
// `getconf CLK_TCK` gives 100 on every Linux on which Node runs.
const TICK_US = 10_000;

export interface ChildServer {
  url: string;
  /**
   * The processor time that this process and its workers (not its database) have used so far, µs; undefined where there
   * is no /proc.
   */
  cpuTime(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a compiled program with PORT in its environment and its output in `<name>.log`. Waits until it listens. */
export async function childServer(
  program: string,
  { name, folder, env }: { name: string; folder: string; env: Record<string, string> },
): Promise<ChildServer> {
  const port = await freePort();
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const gone = once(child, 'exit');
  for (let waited = 0; !(await answers(port)); waited += 50) {
    if (child.exitCode !== null || waited > READY_WITHIN_MS) {
      end();
      throw new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    }
    await wait(50);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    cpuTime: () => cpuTimeOf(child.pid!),
    stop: async () => {
      process.removeListener('exit', end);
      child.kill('SIGTERM');
      const late = setTimeout(end, STOP_WITHIN_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

function cpuTimeOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  // utime and stime are the 14th and the 15th field. The second field is the name in brackets and may contain spaces.
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return workers.reduce((sum, worker) => sum + cpuTimeOf(Number(worker))!, (user! + system!) * TICK_US);
}

/** Finds a port of the loopback address on which nobody listens. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}
