import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { databaseFolder } from './database-folder.js';
import { waitUntil } from './wait-until.js';

/** The value of TEST_MYSQL_URL in a process whose parent has looked for a server and reported that there is none. */
export const NO_SERVER = 'none';

// This is generous, because a loaded machine takes seconds.
const READY_WITHIN_MS = 60_000;

export interface MysqlServer {
  /** Returns the url of a schema on this server. */
  urlOf(schema: string): string;
  stop(): Promise<void>;
}

export interface RestartableServer extends MysqlServer {
  /** Kills the server as a crash does. Resolves when it serves again, with the same data on the same port. */
  restart(): Promise<void>;
  /** Stops all work of the server. Its connections stay open, and the system still accepts new ones. */
  freeze(): void;
  thaw(): void;
}

// This is on the global object, because mocha loads some files by require and others by import, and each way has its
// own copy of this module.
const shared = globalThis as { popTestServer?: Promise<MysqlServer | undefined> | undefined };

/**
 * Returns the one server of this mocha run. It is started at the first call. It is the server of TEST_MYSQL_URL (a url
 * whose user may create schemas), or a private one from a server program on this machine. Without either the result is
 * undefined and a conspicuous line is written. In CI this is an error.
 */
export function mysqlServer(): Promise<MysqlServer | undefined> {
  return (shared.popTestServer ??= findServer());
}

/** Stops the server that `mysqlServer` started, if it started one. */
export async function stopMysqlServer(): Promise<void> {
  await (await shared.popTestServer?.catch(() => undefined))?.stop();
  shared.popTestServer = undefined;
}

/**
 * Starts a server for the caller, which must stop it. The server keeps committed data through a crash. Returns
 * undefined if this machine has no server program.
 */
export async function startRestartableServer(): Promise<RestartableServer | undefined> {
  const program = serverProgram();
  return program === undefined ? undefined : startPrivateServer(program, { survives: true });
}

const serverProgram = () => findProgram('mariadbd') ?? findProgram('mysqld');

async function findServer(): Promise<MysqlServer | undefined> {
  const url = process.env['TEST_MYSQL_URL'];
  if (url === NO_SERVER && !process.env['CI']) return undefined;
  if (url && url !== NO_SERVER) return { urlOf: (schema) => urlWithSchema(url, schema), stop: async () => {} };
  const program = serverProgram();
  if (program !== undefined) return startPrivateServer(program);
  const message = 'no MySQL: neither TEST_MYSQL_URL nor a mariadbd or mysqld program';
  if (process.env['CI']) throw new Error(message);
  console.error(`\n!!! ${message}. EVERY TEST ON MYSQL IS SKIPPED. !!!\n`);
  return undefined;
}

function urlWithSchema(base: string, schema: string): string {
  const url = new URL(base);
  url.pathname = `/${schema}`;
  return url.href;
}

// Distributions keep servers in sbin, which is not on every PATH.
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function startPrivateServer(program: string, { survives = false } = {}): Promise<RestartableServer> {
  const folder = mkdtempSync(join(databaseFolder(), 'pop-mysql-'));
  const data = join(folder, 'data');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const isMaria = execFileSync(program, ['--version'], { encoding: 'utf8' }).includes('MariaDB');
  const installer = findProgram('mariadb-install-db') ?? 'mariadb-install-db';
  const install = isMaria
    ? [installer, '--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db']
    : [program, '--no-defaults', `--datadir=${data}`, '--initialize-insecure'];
  execFileSync(install[0] as string, [...install.slice(1), ...asRoot], { stdio: 'ignore' });

  const init = join(folder, 'init.sql');
  writeFileSync(
    init,
    `create user if not exists 'test'@'127.0.0.1' identified by 'test';\ngrant all on *.* to 'test'@'127.0.0.1' with grant option;\n`,
  );
  const port = await freePort();
  const settings = [
    ...['--no-defaults', `--datadir=${data}`, `--socket=${folder}/sock`, `--pid-file=${folder}/pid`, ...asRoot],
    // A server clears its folder of temporary files when it starts. If servers shared one, it would clear the other's
    // files.
    `--tmpdir=${folder}`,
    ...['--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve', `--init-file=${init}`],
    ...(isMaria ? [] : ['--mysqlx=OFF']),
    // The server is small and fast. No test is about what survives a power failure.
    ...[
      `--innodb-flush-log-at-trx-commit=${survives ? 2 : 0}`,
      '--innodb-buffer-pool-size=64M',
      '--innodb-doublewrite=0',
      '--skip-log-bin',
    ],
    ...['--performance-schema=0', '--max-connections=200'],
  ];
  const guard = spawnGuarded({ folder, program, settings, survives });
  const urlOf = (schema: string) => `mysql://test:test@127.0.0.1:${port}/${schema}`;
  const ready = () => waitUntilReady(urlOf('mysql'), guard);
  await ready();
  return {
    urlOf,
    stop: () => endGuard(guard),
    restart: () => killServer(folder).then(ready),
    freeze: () => void process.kill(Number(serverPid(folder)), 'SIGSTOP'),
    thaw: () => void process.kill(Number(serverPid(folder)), 'SIGCONT'),
  };
}

const serverPid = (folder: string): string => readFileSync(join(folder, 'server'), 'utf8').trim();

async function killServer(folder: string): Promise<void> {
  const pid = () => serverPid(folder);
  const old = pid();
  process.kill(Number(old), 'SIGKILL');
  // The file is empty while it is being written.
  await waitUntil('the next server', () => pid() !== old && pid() !== '');
}

// The shell kills the server and removes its folder as soon as the pipe to it ends, also when mocha is interrupted or
// killed. It has its own process group, so that a Ctrl-C in the terminal does not reach it. A server that gives up says
// why. A killed server is started again if it should survive, but not while there is a file named `held`. With that
// file a server that ends in order is started again too.
export function spawnGuarded({ folder, program, settings, survives }: Guarded): ChildProcess {
  const script = `folder=$1; survives=$2; shift 2
    { cat <&3 >/dev/null; touch "$folder/over"; kill -9 $(cat "$folder/server"); } 2>/dev/null & watch=$!
    while :; do
      "$@" 3<&- </dev/null >>"$folder/log" 2>&1 & server=$!
      echo $server >"$folder/server"
      [ -e "$folder/over" ] && kill -9 $server
      { wait $server; } 2>/dev/null; status=$?
      [ -e "$folder/over" ] && break
      [ $status -lt 128 ] && [ ! -e "$folder/held" ] && tail -n 20 "$folder/log" >&2
      [ $survives = true ] && { [ $status -gt 128 ] || [ -e "$folder/held" ]; } || break
      while [ -e "$folder/held" ] && [ ! -e "$folder/over" ]; do sleep 0.1; done
      [ -e "$folder/over" ] && break
    done
    rm -rf "$folder"; kill $watch 2>/dev/null`;
  return spawn('sh', ['-c', script, 'sh', folder, String(survives), program, ...settings], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    detached: true,
  });
}

interface Guarded {
  folder: string;
  program: string;
  settings: string[];
  survives: boolean;
}

export async function endGuard(guard: ChildProcess): Promise<void> {
  const ended = guard.exitCode === null ? once(guard, 'exit') : undefined;
  guard.stdio[3]?.destroy();
  await ended;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

export async function waitUntilReady(url: string, guard: ChildProcess): Promise<void> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += 50) {
    if (guard.exitCode !== null) break;
    try {
      return await (await mysql.createConnection(url)).end();
    } catch {
      await wait(50);
    }
  }
  throw new Error('The private MySQL server did not start.');
}
