import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { buildConsole } from '../../support/build-console.js';

let built: Promise<string> | undefined;

/** Builds the console as `npm run build` does, once in a process, and returns its folder. */
export function builtConsole(): Promise<string> {
  return (built ??= build());
}

async function build(): Promise<string> {
  const outDir = join(packageRoot(), `node_modules/.cache/console-${process.pid}`);
  await buildConsole({ outDir });
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  return outDir;
}
