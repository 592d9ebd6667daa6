import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/document/openapi.js';
import { copyProject, otherNode } from '../support/other-node.js';
import { ownEnvironment } from '../support/own-environment.js';
import { waitUntil } from '../support/wait-until.js';

const run = promisify(execFile);
// On Node.js 20 a driver is compiled, which takes two minutes where nothing else runs.
const WITHIN_MS = 600_000;

// What the program reads at run time, one address for each kind of file.
const SERVED = ['/readyz', '/openapi.yaml', '/docs/', '/docs/swagger-ui.css', '/console'];

// One place for each of the two drivers. From Node.js 22 on nothing has to be compiled, and no script has to run.
const PLACES = [
  { name: 'the Node.js of this machine', other: undefined, options: [] },
  { name: 'Node.js 26 with npm 12', other: { node: 26, npm: 12 }, options: ['--ignore-scripts'] },
];

describe('the package that npm pack makes', function () {
  this.timeout(WITHIN_MS);

  let workshop: string;
  let tarball: string;

  before(async () => {
    workshop = await mkdtemp(join(tmpdir(), 'pop-package-'));
    const project = join(workshop, 'project');
    await copyProject(project);
    await symlink(join(packageRoot(), 'node_modules'), join(project, 'node_modules'));
    const own = await readFile(join(project, 'package.json'), 'utf8');
    await run('npm', ['pack', '--pack-destination', workshop], {
      cwd: project,
      env: ownEnvironment(),
      timeout: WITHIN_MS,
      maxBuffer: 16 * 1024 * 1024,
    });
    assert.equal(await readFile(join(project, 'package.json'), 'utf8'), own, 'package.json after the pack');
    tarball = join(
      workshop,
      (await readdir(workshop)).find((name) => name.endsWith('.tgz'))!,
    );
  });
  after(() => rm(workshop, { recursive: true, force: true }));

  it('has neither sources nor tests', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball]);
    const files = stdout.split('\n').filter((name) => name !== '');
    assert.ok(files.includes('package/dist/src/main.js'));
    assert.deepEqual(
      files.filter((name) => /\.tsx?$|^package\/(dist\/)?(test|bench|node_modules)\//.test(name)),
      [],
    );
  });

  for (const { name, other: version, options } of PLACES) {
    it(`runs from an empty folder, also after a second installation: ${name}`, async () => {
      const other = version && (await otherNode(version));
      const folder = join(workshop, `empty-${version?.node ?? 'own'}`);
      await mkdir(folder);
      try {
        // The directory of this process's Node.js is first, so that npm and npx are the ones beside it.
        const path = other?.bare ?? `${dirname(process.execPath)}:${process.env.PATH}`;
        const env = { ...ownEnvironment(), PATH: path };
        const call = (command: string, ...args: string[]) =>
          run(command, args, { cwd: folder, env, timeout: WITHIN_MS });
        await call('npm', 'install', '--no-audit', '--no-fund', ...options, tarball);
        assert.match((await call('npx', 'pop', '--help')).stdout, /^Usage: pop /m);
        // The lock of the first installation is all that this one knows.
        if (other) await call('npm', 'ci', '--no-audit', '--no-fund', ...options);
        await assertServes(folder, env);
        const { stdout } = await call('npx', 'pop', 'user', 'list');
        assert.match(stdout, /demo-partner/);
      } finally {
        await other?.remove();
      }
    });
  }
});

/** Starts the gateway in the folder with npx and asks for what it reads from its package. */
async function assertServes(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('npx', ['pop-gateway'], {
    cwd: folder,
    env: { ...env, PORT: '0', DEMO_PASSWORD: 'demo-pass' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // npx passes no signal on to the program, so all of its group get one.
    detached: true,
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    const url = await waitUntil(
      'the start of the packed gateway',
      () => {
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
        return /^The partner gateway listens at (\S+) /m.exec(said)?.[1];
      },
      { withinMs: 60_000 },
    );
    for (const path of SERVED) assert.equal((await fetch(url + path)).status, 200, path);
    const authorization = `Basic ${Buffer.from('demo-partner:demo-pass').toString('base64')}`;
    const positions = await fetch(`${url}/v1/accounts/10000001/positions`, { headers: { authorization } });
    assert.equal(((await positions.json()) as { count: number }).count, 2);
    const order = await fetch(`${url}/v1/accounts/10000001/assessments`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"position_id": "1", "app_full_name": "Ada Lovelace"}',
    });
    const { app_link_full: link } = (await order.json()) as { app_link_full: string };
    const page = await fetch(link);
    assert.equal(page.status, 200);
    assert.ok(existsSync(join(folder, 'data/pop.sqlite')), 'the database is in the current folder');
  } finally {
    process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
}
