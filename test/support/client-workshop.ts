import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { loadDocument, packageRoot } from '../../src/document/openapi.js';
import { publicDocument } from '../../src/document/public-document.js';
import { ownEnvironment } from './own-environment.js';

const WITHIN_MS = 240_000;

/** A folder with nothing but openapi.yaml as partners get it and the tools that make clients of it. */
export interface ClientWorkshop {
  folder: string;
  /** Runs a program of the tools in the folder, its arguments parted by spaces. Rejects with all that it printed. */
  tool(command: string): Promise<void>;
  /** Runs a file of the folder with these variables and answers its stdout. */
  node(file: string, env: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Installs test/smoke/clients in a clean folder, from npm's registry and as its lock says. Rejects in words where that
 * cannot be reached.
 */
export async function clientWorkshop(): Promise<ClientWorkshop> {
  const folder = await mkdtemp(join(tmpdir(), 'pop-clients-'));
  const environment = {
    ...ownEnvironment(),
    PATH: [join(folder, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  const run = async (program: string, args: string[], env: Record<string, string> = {}): Promise<string> => {
    const options = { cwd: folder, timeout: WITHIN_MS, env: { ...environment, ...env }, maxBuffer: 64 * 1024 * 1024 };
    try {
      return (await promisify(execFile)(program, args, options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
    }
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(join(packageRoot(), 'test/smoke/clients'), folder, { recursive: true });
    await writeFile(join(folder, 'openapi.yaml'), stringify(publicDocument(loadDocument())));
    await run('npm', ['ci', '--loglevel=error']);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    folder,
    tool: async (command) => {
      const [name, ...args] = command.split(' ');
      await run(name!, args);
    },
    node: (file, env) => run(process.execPath, [file], env),
    remove,
  };
}
