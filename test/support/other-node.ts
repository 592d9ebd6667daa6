import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/document/openapi.js';
import { ownEnvironment } from './own-environment.js';

const run = promisify(execFile);

/** Another version of Node.js with an npm, and a copy of this project's files without installed packages. */
export interface OtherNode {
  /** The folder of the copy. */
  root: string;
  node: string;
  /** A PATH on which `node` and `npm` are these versions. */
  path: string;
  /** A PATH with them and without a compiler. */
  bare: string;
  /** Runs npm in the copy and returns what it printed, whatever its exit code is. */
  npm(args: string[], options?: { compilers: boolean }): Promise<{ code: number; printed: string }>;
  remove(): Promise<void>;
}

const INSTALL_WITHIN_MS = 240_000;
// Scripts of packages may expect these besides node and npm. None of them compiles anything.
const TOOLS = ['sh', 'env', 'uname', 'dirname', 'sed', 'cat', 'ls', 'rm', 'mkdir', 'cp'];

/**
 * Fetches the newest releases of both major versions from npm's registry. Rejects with an explanation if the registry
 * cannot be reached.
 */
export async function otherNode({ node, npm }: { node: number; npm: number }): Promise<OtherNode> {
  const folder = await mkdtemp(join(tmpdir(), `pop-node-${node}-`));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const packages = [`node-${process.platform}-${process.arch}@${node}`, `npm@${npm}`];
    await fetchPackages(join(folder, 'tools'), packages);
    const root = join(folder, 'project');
    await copyProject(root);
    const commands = join(folder, 'tools/node_modules/.bin');
    const bare = join(folder, 'bare');
    await linkTools(bare);
    return {
      root,
      node: join(commands, 'node'),
      path: [commands, process.env.PATH].join(delimiter),
      bare: [commands, bare].join(delimiter),
      npm: (args, { compilers } = { compilers: true }) =>
        runNpm(args, { root, path: [commands, compilers ? process.env.PATH : bare].join(delimiter) }),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fetchPackages(folder: string, packages: string[]): Promise<void> {
  await mkdir(folder);
  const options = [
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--fetch-retries=1',
    '--loglevel=error',
  ];
  try {
    await run('npm', ['install', '--prefix', folder, ...options, ...packages], {
      cwd: folder,
      timeout: INSTALL_WITHIN_MS,
      env: ownEnvironment(),
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`${packages.join(' and ')} cannot be had from npm's registry:\n${stderr}`, { cause: error });
  }
}

/** Copies the files that are under version control or would be, as they are now. */
export async function copyProject(root: string): Promise<void> {
  const from = packageRoot();
  const list = ['-c', `safe.directory=${from}`, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await run('git', list, { cwd: from, maxBuffer: 16 * 1024 * 1024 });
  for (const name of stdout.split('\0').filter((found) => found !== '')) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    // The list also has files that are deleted but not yet committed.
    await copyFile(join(from, name), join(root, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

async function linkTools(folder: string): Promise<void> {
  await mkdir(folder);
  const links = TOOLS.map((tool) => `ln -s "$(command -v ${tool})" ${tool}`);
  await run('sh', ['-ec', links.join('\n')], { cwd: folder });
}

async function runNpm(
  args: string[],
  { root, path }: { root: string; path: string },
): Promise<{ code: number; printed: string }> {
  try {
    const env = { ...ownEnvironment(), PATH: path };
    const { stdout, stderr } = await run('npm', args, { cwd: root, timeout: INSTALL_WITHIN_MS, env });
    return { code: 0, printed: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, printed: stdout + stderr };
  }
}
