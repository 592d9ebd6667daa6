import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../../src/document/openapi.js';
import { databaseFolder } from '../database-folder.js';
import { endGuard, findProgram, freePort, spawnGuarded } from '../mysql-server.js';

export interface GaleraProxy {
  url: string;
  /** The nodes that it calls up, by number. */
  nodesUp(): Promise<number[]>;
  stop(): Promise<void>;
}

/**
 * Starts HAProxy with the configuration that we ship, before nodes with these urls. The first is the one in use.
 * Undefined where haproxy is missing. In CI that is an error.
 */
export async function startGaleraProxy(urls: readonly string[]): Promise<GaleraProxy | undefined> {
  const program = findProgram('haproxy');
  if (program === undefined) {
    if (process.env['CI']) throw new Error('haproxy is missing');
    return undefined;
  }
  const shipped = join(packageRoot(), 'deploy/haproxy');
  const folder = mkdtempSync(join(databaseFolder(), 'pop-haproxy-'));
  const nodes = urls.map((url) => new URL(url));
  const { username, password, pathname } = nodes[0]!;
  const port = await freePort();
  let config = readFileSync(join(shipped, 'haproxy.cfg'), 'utf8')
    .replace('global\n', `global\n    stats socket ${folder}/control level user\n`)
    .replace('127.0.0.1:3307', `127.0.0.1:${port}`)
    .replace('/etc/haproxy/check-node', join(folder, 'check-node'));
  nodes.forEach((node, index) => {
    config = config.replace(`10.0.0.1${index + 1}:3306`, node.host);
  });
  writeFileSync(join(folder, 'haproxy.cfg'), config);
  copyFileSync(join(shipped, 'check-node'), join(folder, 'check-node'));
  writeFileSync(join(folder, 'check-node.cnf'), `[client]\nuser = ${username}\npassword = ${password}\n`);
  const settings = ['-db', '-f', join(folder, 'haproxy.cfg')];
  const guard = spawnGuarded({ folder, program, settings, survives: false });
  return {
    url: `mysql://${username}:${password}@127.0.0.1:${port}${pathname}`,
    nodesUp: async () => {
      const control = connect(join(folder, 'control')).end('show stat\n');
      // There is no socket before it has started.
      const lines = (await text(control).catch(() => '')).split('\n');
      return nodes.flatMap((_, index) =>
        lines.some((line) => line.startsWith(`galera,node${index + 1},`) && line.includes(',UP,')) ? [index] : [],
      );
    },
    stop: () => endGuard(guard),
  };
}
