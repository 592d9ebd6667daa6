import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders with the code of the measured servers. */
const ROOMS = ['src', 'routes', 'middleware', 'db', 'engine', 'bench', 'test/support'];

/** The files that the programs read besides their code. */
const FILES = [
  'package.json',
  'openapi.yaml',
  'engine/position/position.schema.json',
  'src/demo/positions',
  'routes/pages/assets',
];

/**
 * Compiles the gateway and the peers into a folder that has everything they need, packages too, so that neither a
 * compiler nor a loader runs in a measured process. Gives the folder of the compiled tree.
 */
export function buildServers(root: string, folder: string): string {
  const built = join(folder, 'program');
  mkdirSync(built, { recursive: true });
  for (const file of FILES) cpSync(join(root, file), join(built, file), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
  const project = join(folder, 'tsconfig.json');
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rootDir: root,
      outDir: join(built, 'dist'),
      sourceMap: false,
      // `npm run types` checks the types. Only the output matters here.
      noCheck: true,
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: ROOMS.map((room) => join(root, room)),
  };
  writeFileSync(project, JSON.stringify(settings));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], { stdio: 'inherit' });
  return join(built, 'dist');
}
