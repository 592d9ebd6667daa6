import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { VARIABLES } from '../src/config/config.js';
import { packageRoot } from '../src/document/openapi.js';
import { makeFolder } from './support/process.js';

const run = promisify(execFile);
const read = (name: string): string => readFileSync(join(packageRoot(), name), 'utf8');
const known = (names: string[]) =>
  assert.deepEqual(
    names.filter((name) => !(name in VARIABLES) && name !== 'NODE_ENV'),
    [],
  );
const has = (path: string) => assert.ok(existsSync(join(packageRoot(), path)), path);
const PROBE = 'deploy/docker/probe.mjs';

interface Container {
  command?: string[];
  environment: Record<string, string>;
  secrets: string[];
  ports: string[];
  read_only: boolean;
  depends_on: Record<string, unknown>;
}

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const own = lines.slice(lines.findIndex((line) => line.startsWith('FROM') && !line.includes(' AS ')));
  const argumentsOf = (word: string, from = own) =>
    from.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

  it('sets variables that the gateway knows', () => {
    known(argumentsOf('ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('=')[0]!)));
  });

  it('copies what is in the project or was built', () => {
    const copied = argumentsOf('COPY', lines).flatMap((text) => text.split(' ').slice(0, -1));
    const paths = copied.flatMap((path) => (path.startsWith('--') ? [] : [path.replace(/^\/app\//, '')]));
    for (const path of paths) if (!['node_modules', 'dist'].includes(path)) has(path);
  });

  it('has what is read beside dist/, as the package of npm pack has it', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    const copied = argumentsOf('COPY').join(' ');
    const needed = files.filter((path) => !/^(deploy|docs|CHANGELOG)/.test(path));
    assert.deepEqual(
      needed.filter((path) => !copied.includes(`/app/${path}`)),
      [],
    );
  });

  it('runs the gateway as a user other than root, on the Node.js of the build', () => {
    assert.deepEqual(argumentsOf('USER'), ['1000:1000']);
    const [build, ran] = argumentsOf('FROM', lines).map((text) => text.split(' ')[0]);
    assert.equal(build, ran);
  });
});

describe('the probe of the image', () => {
  for (const { name, status, code } of [
    { name: 'ends with 0 when the gateway answers 200', status: 200, code: 0 },
    { name: 'ends with 1 when it is not ready', status: 503, code: 1 },
    { name: 'ends with 1 when nobody answers', status: undefined, code: 1 },
  ]) {
    it(name, async () => {
      const asked: (string | undefined)[] = [];
      const server = createServer((req, res) => {
        asked.push(req.url);
        res.writeHead(status!).end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      if (status === undefined) server.close();
      const env = { PORT: String(port) };
      const ended = await run(process.execPath, [join(packageRoot(), PROBE), '/readyz'], { env }).then(
        () => 0,
        (error: { code: number }) => error.code,
      );
      server.close();
      assert.equal(ended, code);
      assert.deepEqual(asked, status === undefined ? [] : ['/readyz']);
    });
  }
});

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml')) as {
    services: { gateway: Container; database: Container };
    secrets: Record<string, unknown>;
    networks: { pop: { ipam: { config: { gateway: string }[] } } };
  };
  const { gateway, database } = compose.services;

  it('sets variables that the gateway knows', () => known(Object.keys(gateway.environment)));

  it('publishes the port of the image to this machine alone, whose address is the trusted one', () => {
    assert.deepEqual(gateway.ports, ['127.0.0.1:8080:8080']);
    assert.match(read('Dockerfile'), /PORT=8080/);
    assert.equal(gateway.environment.TRUST_PROXY, compose.networks.pop.ipam.config[0]!.gateway);
  });

  it('waits for the database, and starts on a root that is read-only', () => {
    assert.deepEqual(Object.keys(gateway.depends_on), ['database']);
    assert.equal(gateway.read_only, true);
  });

  it('names no password, but secrets that it declares', () => {
    assert.deepEqual([...gateway.secrets, ...database.secrets].sort(), Object.keys(compose.secrets).sort());
    assert.doesNotMatch(
      JSON.stringify([gateway.environment, database.environment]),
      /:\/\/[^/"]*@|"(MARIADB|MYSQL)_(ROOT_)?PASSWORD":/,
    );
  });
});

interface Manifest {
  kind: string;
  spec: {
    selector: unknown;
    template: { metadata: { labels: unknown }; spec: { containers: Record<string, unknown>[] } };
  };
}

describe('the example for Kubernetes', () => {
  const text = read('deploy/kubernetes/gateway.yaml');
  const manifests = parseAllDocuments(text).map((one) => {
    assert.deepEqual(one.errors, []);
    return one.toJS() as Manifest;
  });
  const [{ spec }] = manifests as [Manifest];
  const [container] = spec.template.spec.containers as [Record<string, unknown>];

  it('has two gateways, a budget for disruptions and a service, of the same label', () => {
    assert.deepEqual(
      manifests.map(({ kind }) => kind),
      ['Deployment', 'PodDisruptionBudget', 'Service'],
    );
    const { labels } = spec.template.metadata;
    const selectors = manifests.map((one) => one.spec.selector);
    assert.deepEqual(selectors, [{ matchLabels: labels }, { matchLabels: labels }, labels]);
  });

  it('sets variables that the gateway knows', () => {
    known((container.env as { name: string }[]).map(({ name }) => name));
  });

  it('asks for the health with the program of the image, by the paths that the gateway has', () => {
    for (const kind of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      const { exec } = container[kind] as { exec: { command: string[] } };
      const [program, script, path] = exec.command;
      assert.deepEqual([program, script], ['node', PROBE]);
      assert.match(path!, /^\/(readyz|livez)$/);
    }
  });
});

describe('the unit of systemd', () => {
  const unit = read('deploy/systemd/pop-gateway.service');

  it('starts the program, and gives it as long to stop as it needs', () => {
    assert.match(unit, /^ExecStart=\/usr\/bin\/node \/opt\/pop\/dist\/src\/main\.js$/m);
    assert.match(unit, /^TimeoutStopSec=20$/m);
  });

  it('is one that systemd takes without a word, and rates as well protected', async function () {
    if (spawnSync('systemd-analyze', ['--version']).error) this.skip();
    const { folder, remove } = await makeFolder();
    try {
      // Node.js may be somewhere else here, and the users' manual pages are not installed.
      const path = join(folder, 'pop-gateway.service');
      await writeFile(path, unit.replace('/usr/bin/node', process.execPath).replace(/^Documentation=.*\n/m, ''));
      const verified = await run('systemd-analyze', ['verify', '--man=no', path]);
      assert.equal(verified.stdout + verified.stderr, '');
      // 10 is no protection at all.
      await run('systemd-analyze', ['security', '--offline=yes', '--threshold=25', path]);
    } finally {
      await remove();
    }
  });
});
