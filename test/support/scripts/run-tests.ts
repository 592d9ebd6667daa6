// Runs npm test, test:quick and test:watch. It decides which files run and how many at once, starts the one database
// server that all of them share, and writes the JavaScript from which the tests and the processes that they start run.
//
//   run-tests.ts [--quick | --watch] [mocha's options and test files]
//
// If test files (paths or globs) are given, only these run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { packageRoot } from '../../../src/document/openapi.js';
import { mysqlServer, NO_SERVER, stopMysqlServer } from '../mysql-server.js';
import { writeTestBuild } from '../test-build.js';
import { ALL, ALONE, ONE_A_PROCESSOR, QUICK, SMOKE } from '../test-groups.js';

const [mode, rest] = splitMode(process.argv.slice(2));
const isFile = (argument: string): boolean => !argument.startsWith('-') && /\.ts$|\*/.test(argument);
const files = rest.filter(isFile);
const options = rest.filter((argument) => !isFile(argument));

// There is one job more than processors, because tests also wait: for locks, for replies, for passwords that are hashed
// in other threads.
const jobs = (count: number): string[] => ['--parallel', '--jobs', String(count)];
const atOnce = jobs(availableParallelism() + 1);
const without = (patterns: string[]): string[] => patterns.flatMap((pattern) => ['--ignore', pattern]);

const runs = {
  all: [
    [...ALL, ...without([...SMOKE, ...ONE_A_PROCESSOR, ...ALONE]), ...atOnce],
    [...ONE_A_PROCESSOR, ...jobs(availableParallelism())],
    [...ALONE, ...jobs(1)],
  ],
  quick: [[...QUICK, ...atOnce]],
  // Only a new process reads the modules again.
  watch: [
    [
      ...(files.length > 0 ? files : QUICK),
      '--watch',
      '--watch-files',
      '{src,routes,middleware,db,engine,test}/**',
      ...atOnce,
    ],
  ],
};

process.exitCode = await run(mode === 'all' && files.length > 0 ? [files] : runs[mode]);

function splitMode(given: string[]): ['all' | 'quick' | 'watch', string[]] {
  const [first, ...others] = given;
  if (first === '--quick') return ['quick', others];
  if (first === '--watch') return ['watch', others];
  return ['all', given];
}

/** Runs mocha once for each list of arguments. Returns the first exit status that is not 0, or else 0. */
async function run(lists: string[][]): Promise<number> {
  let inJavaScript = (list: string[]): string[] => list;
  if (mode === 'all') {
    process.env['TEST_MYSQL_URL'] = (await mysqlServer())?.urlOf('') ?? NO_SERVER;
    // Coverage is counted in the sources, as they are loaded without a build.
    if (process.env['NODE_V8_COVERAGE'] === undefined) inJavaScript = await built();
  }
  try {
    let status = 0;
    for (const list of lists) {
      const ended = await mocha(inJavaScript([...list, ...options]));
      status ||= ended;
    }
    return status;
  } finally {
    await stopMysqlServer();
  }
}

/** Writes the JavaScript. Returns what turns arguments of mocha into those that run it, with our settings of mocha. */
async function built(): Promise<(list: string[]) => string[]> {
  const { sources, programs } = await writeTestBuild();
  process.env['TEST_BUILD'] = programs;
  const root = packageRoot();
  const folder = relative(root, sources);
  const inBuild = (path: string): string => join(folder, relative(root, path)).replace(/\.ts$/, '.js');
  const { require, timeout } = JSON.parse(readFileSync(join(root, '.mocharc.json'), 'utf8')) as MochaSettings;
  const settings = ['--no-config', '--node-option', 'enable-source-maps', '--timeout', String(timeout)];
  const hooks = require.flatMap((path) => ['--require', `./${inBuild(path)}`]);
  return (list) => [
    ...settings,
    ...hooks,
    ...list.map((argument) => (isFile(argument) ? inBuild(argument) : argument)),
  ];
}

interface MochaSettings {
  require: string[];
  timeout: number;
}

async function mocha(list: string[]): Promise<number> {
  const [status] = (await once(spawn('mocha', list, { stdio: 'inherit' }), 'exit')) as [number | null];
  return status ?? 1;
}
