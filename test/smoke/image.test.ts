import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type OtherNode, otherNode } from '../support/other-node.js';
import { ownEnvironment } from '../support/own-environment.js';
import { waitUntil } from '../support/wait-until.js';

const run = promisify(execFile);
const WITHIN_MS = 600_000;

// Without a container: the same commands in a clean folder, with the Node.js of the image, and then what the last stage
// copies.
describe('the steps of the Dockerfile', function () {
  this.timeout(WITHIN_MS);

  let other: OtherNode;
  let folder: string;

  before(async () => {
    other = await otherNode({ node: 24, npm: 11 });
    folder = await mkdtemp(join(tmpdir(), 'pop-image-'));
  });
  after(async () => {
    await other?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('make a gateway that starts, is healthy, and stops in order', async () => {
    const [build, image] = stages(await readFile(join(other.root, 'Dockerfile'), 'utf8'));
    const env = { ...ownEnvironment(), PATH: other.path };
    for (const step of argumentsOf('RUN', build!)) {
      await run('sh', ['-ec', step], { cwd: other.root, env, timeout: WITHIN_MS, maxBuffer: 16 * 1024 * 1024 });
    }
    const app = join(folder, 'app');
    for (const step of argumentsOf('COPY', image!)) await copy(step, other.root, app);
    await serves(app, JSON.parse(argumentsOf('CMD', image!)[0]!) as string[]);
  });

  async function serves(app: string, [, ...args]: string[]): Promise<void> {
    const env = {
      PATH: other.path,
      PORT: String(await freePort()),
      NODE_ENV: 'production',
      DATABASE_URL: `sqlite:${join(folder, 'pop.sqlite')}`,
    };
    const child = spawn(other.node, args, { cwd: app, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    try {
      await waitUntil(
        'the start of the image',
        () => {
          if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
          return said.includes('The partner gateway listens at');
        },
        { withinMs: 60_000 },
      );
      await run(other.node, ['deploy/docker/probe.mjs', '/readyz'], { cwd: app, env });
      for (const path of ['/openapi.yaml', '/docs/', '/console']) {
        assert.equal((await fetch(`http://127.0.0.1:${env.PORT}${path}`)).status, 200, path);
      }
    } finally {
      child.kill('SIGTERM');
    }
    assert.equal(await ended, 0, said);
  }
});

/** The lines of each stage. */
const stages = (text: string): string[][] =>
  text
    .split(/^FROM .*\n/m)
    .slice(1)
    .map((stage) => stage.split('\n'));

const argumentsOf = (word: string, lines: string[]): string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

async function copy(step: string, root: string, app: string): Promise<void> {
  const paths = step.split(' ').filter((part) => !part.startsWith('--'));
  const to = paths.pop()!;
  for (const from of paths) {
    const target = to === './' ? basename(from) : to;
    await mkdir(app, { recursive: true });
    await cp(from.replace(/^\/app/, root), join(app, target), { recursive: true, verbatimSymlinks: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
