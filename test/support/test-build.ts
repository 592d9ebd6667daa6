import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { loadDocument, packageRoot } from '../../src/document/openapi.js';

// The folder is below the root, so that a file in it finds package.json and the installed packages.
const FOLDER = '.test-build';
const PROGRAMS = 'programs';
const ROOMS = ['src', 'routes', 'middleware', 'db', 'engine', 'console', 'test'];

const CHUNKS = 'src/chunks';

// Native modules, Vite, which loads some packages only where they are installed, drivers that knex loads only if it is
// asked for their databases, and passport, which needs `arguments.callee` for each refusal: a bundle of ES modules is
// strict code, which has none.
const NOT_BUNDLED = [
  ...['better-sqlite3', 'bcrypt', 'embedded-driver-node-20', 'esbuild', 'passport', 'vite'],
  ...['pg', 'pg-query-stream', 'tedious', 'mysql', 'mariadb', 'oracledb', 'sqlite3'],
];

// Packages that are not ES modules call `require`, which a bundle does not have.
const REQUIRE = `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`;

// A program that the gateway starts. It looks for it in its own folder, which is that of the chunks here.
const POSITION_PROCESS = { in: 'src/position-files/position-process.ts', out: `${CHUNKS}/position-process` };

/** JavaScript of the sources and the tests, both as absolute folders. */
export interface TestBuild {
  /** Each source and test as a file of its own, in the same place: `test/docs.test.js`. */
  sources: string;
  /**
   * The programs that tests start (`src/main.js`, `src/cli.js`, `test/support/scripts/*.js`), each with everything that
   * it imports in few files. Most of a start otherwise goes into opening a thousand files.
   */
  programs: string;
}

/** Writes the JavaScript without checking types. An earlier build is replaced. */
export async function writeTestBuild(): Promise<TestBuild> {
  const root = packageRoot();
  const sources = join(root, FOLDER);
  const programs = join(sources, PROGRAMS);
  await rm(sources, { recursive: true, force: true });
  const options: BuildOptions = {
    absWorkingDir: root,
    outbase: root,
    platform: 'node',
    format: 'esm',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    // As in tsconfig.build.json: what is imported only for its types is not loaded.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
  };
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)));
  const scripts = (await readdir(join(root, 'test/support/scripts'))).map((name) => `test/support/scripts/${name}`);
  await Promise.all([
    build({ ...options, entryPoints: rooms.map((room) => `${room}/**/*.ts*`), outdir: sources }),
    build({
      ...options,
      entryPoints: [...['src/main.ts', 'src/cli.ts', ...scripts].map(inItsPlace), POSITION_PROCESS],
      outdir: programs,
      bundle: true,
      splitting: true,
      // As deep as the sources, which find the document by a relative path.
      chunkNames: `${CHUNKS}/[hash]`,
      external: NOT_BUNDLED,
      banner: { js: REQUIRE },
    }),
  ]);
  const document = JSON.stringify(loadDocument());
  await Promise.all([sources, programs].map((folder) => writeFile(join(folder, 'openapi.json'), document)));
  return { sources, programs };
}

const inItsPlace = (path: string) => ({ in: path, out: path.replace(/\.ts$/, '') });
