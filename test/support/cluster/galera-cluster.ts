import { execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { databaseFolder } from '../database-folder.js';
import { endGuard, findProgram, freePort, spawnGuarded, waitUntilReady } from '../mysql-server.js';
import { waitUntil } from '../wait-until.js';

const PROVIDER = '/usr/lib/galera/libgalera_smm.so';
const NODES = 3;
// This is generous: each node copies the data of another before it serves.
const SYNCED_WITHIN_MS = 60_000;
const ENDED_WITHIN_MS = 60_000;

// What Debian's service does: a node that was killed finds its last commit, and then gets only what it has missed.
const START = `
  state=$1; shift
  [ -e "$state" ] && last=$("$@" --wsrep-recover 2>&1 | sed -n 's/.*Recovered position: *//p' | tail -n 1)
  exec "$@" \${last:+--wsrep-start-position=$last}`;

/** Three nodes of MariaDB with Galera on this machine. Each takes writes. */
export interface Cluster {
  /** The url of a schema at each node. */
  urlsOf(schema: string): string[];
  /** Sends a signal to the server of a node. A node that is killed comes back by itself and joins again. */
  signal(node: number, signal: NodeJS.Signals): void;
  /**
   * Ends the server of a node, in order or as a crash does. Resolves when it has ended. It stays away until it is
   * brought back.
   */
  takeAway(node: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts a node again that was taken away. Resolves when it has joined and has all that the others have. */
  bringBack(node: number): Promise<void>;
  stop(): Promise<void>;
}

interface Ports {
  sql: number;
  group: number;
  increments: number;
  transfer: number;
}

/** Starts a cluster. Undefined where mariadbd, Galera or rsync is missing. In CI that is an error. */
export async function startCluster(): Promise<Cluster | undefined> {
  const program = findProgram('mariadbd');
  const installer = findProgram('mariadb-install-db');
  if (program === undefined || installer === undefined || !existsSync(PROVIDER) || findProgram('rsync') === undefined) {
    if (process.env['CI']) throw new Error('no cluster: mariadbd, galera-4 or rsync is missing');
    console.error('\n!!! no cluster: mariadbd, galera-4 or rsync is missing. ITS TESTS ARE SKIPPED. !!!\n');
    return undefined;
  }
  const ports: Ports[] = [];
  for (let node = 0; node < NODES; node++) {
    const [sql, group, increments, transfer] = [await freePort(), await freePort(), await freePort(), await freePort()];
    ports.push({ sql, group, increments, transfer });
  }
  const urlOf = ({ sql }: Ports, schema: string): string => `mysql://test:test@127.0.0.1:${sql}/${schema}`;
  const guards: ChildProcess[] = [];
  const folders: string[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(guards.map(endGuard)));
  try {
    for (const own of ports) {
      const folder = mkdtempSync(join(databaseFolder(), 'pop-galera-'));
      const isFirst = folders.length === 0;
      folders.push(folder);
      if (isFirst) install(installer, folder);
      // The others get all files from a node that has them.
      else mkdirSync(join(folder, 'data'));
      const settings = settingsOf(folder, { own, all: ports });
      writeFileSync(optionFile(folder), isFirst ? founderOptions(folder) : '');
      const start = ['-c', START, 'sh', join(folder, 'data/grastate.dat'), program, ...settings];
      guards.push(spawnGuarded({ folder, program: 'sh', settings: start, survives: true }));
      await waitUntilReady(urlOf(own, 'mysql'), guards.at(-1)!);
      await untilSynced(urlOf(own, 'mysql'));
      // Started again as the founder, it would found a cluster of its own.
      if (isFirst) writeFileSync(optionFile(folder), '');
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const held = (node: number): string => join(folders[node]!, 'held');
  const serverOf = (node: number): number => Number(readFileSync(join(folders[node]!, 'server'), 'utf8'));
  const signal: Cluster['signal'] = (node, name) => void process.kill(serverOf(node), name);
  return {
    urlsOf: (schema) => ports.map((own) => urlOf(own, schema)),
    signal,
    async takeAway(node, name) {
      writeFileSync(held(node), '');
      const server = serverOf(node);
      process.kill(server, name);
      await waitUntil('the end of a node', () => !runs(server), { withinMs: ENDED_WITHIN_MS });
    },
    async bringBack(node) {
      rmSync(held(node));
      const url = urlOf(ports[node]!, 'mysql');
      await waitUntilReady(url, guards[node]!);
      await untilSynced(url);
    },
    stop,
  };
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function install(installer: string, folder: string): void {
  const options = ['--no-defaults', `--datadir=${join(folder, 'data')}`, '--auth-root-authentication-method=normal'];
  execFileSync(installer, [...options, '--skip-test-db', ...asUser(folder)], { stdio: 'ignore' });
}

const optionFile = (folder: string): string => join(folder, 'my.cnf');

function founderOptions(folder: string): string {
  const init = join(folder, 'init.sql');
  const user = "'test'@'127.0.0.1'";
  writeFileSync(
    init,
    `create user if not exists ${user} identified by 'test';\ngrant all on *.* to ${user} with grant option;\n`,
  );
  return `[mysqld]\nwsrep-new-cluster\ninit-file=${init}\n`;
}

// A program that root starts would let the daemon that copies the data run as nobody.
function asUser(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  execFileSync('chown', ['-R', 'mysql', folder]);
  return ['--user=mysql'];
}

function settingsOf(folder: string, { own, all }: { own: Ports; all: Ports[] }): string[] {
  const provider = [
    `gmcast.listen_addr=tcp://127.0.0.1:${own.group}`,
    `ist.recv_addr=127.0.0.1:${own.increments}`,
    ...['base_host=127.0.0.1', `base_port=${own.group}`, 'gcache.size=32M', 'gcache.page_size=16M'],
  ];
  return [
    ...[`--defaults-file=${optionFile(folder)}`, `--datadir=${join(folder, 'data')}`],
    ...[`--socket=${folder}/sock`, `--pid-file=${folder}/pid`],
    ...[
      `--tmpdir=${folder}`,
      ...asUser(folder),
      '--bind-address=127.0.0.1',
      `--port=${own.sql}`,
      '--skip-name-resolve',
    ],
    ...['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M', '--innodb-doublewrite=0'],
    ...['--innodb-log-file-size=32M', '--performance-schema=0', '--max-connections=100'],
    ...['--binlog-format=ROW', '--innodb-autoinc-lock-mode=2', '--wsrep-on=ON', `--wsrep-provider=${PROVIDER}`],
    ...['--wsrep-cluster-name=pop-test', '--wsrep-node-address=127.0.0.1', '--wsrep-sst-method=rsync'],
    `--wsrep-cluster-address=gcomm://${all.map(({ group }) => `127.0.0.1:${group}`).join(',')}`,
    `--wsrep-sst-receive-address=127.0.0.1:${own.transfer}`,
    `--wsrep-provider-options=${provider.join(';')}`,
  ];
}

async function untilSynced(url: string): Promise<void> {
  const connection = await mysql.createConnection(url);
  try {
    for (let waited = 0; waited < SYNCED_WITHIN_MS; waited += 100) {
      const [rows] = await connection.query<RowDataPacket[]>("show status like 'wsrep_local_state_comment'");
      if (rows[0]?.['Value'] === 'Synced') return;
      await wait(100);
    }
    throw new Error('A node of the cluster was not synced in time.');
  } finally {
    await connection.end();
  }
}
