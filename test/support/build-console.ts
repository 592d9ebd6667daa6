import { join } from 'node:path';
import { type BuildEnvironmentOptions, type Rolldown } from 'vite';
import { packageRoot } from '../../src/document/openapi.js';

/** Builds the console as `npm run build` does. `options` say where it is written to, or that it is not written. */
export async function buildConsole(options: BuildEnvironmentOptions): Promise<Rolldown.RolldownOutput> {
  // Vite takes long to load, and few tests need it.
  const { build } = await import('vite');
  const before = process.env['NODE_ENV'];
  const configFile = join(packageRoot(), 'console/vite.config.js');
  const output = (await build({ configFile, build: options })) as Rolldown.RolldownOutput;
  // Vite sets it, and the programs that other tests start would take it over.
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
  return output;
}
