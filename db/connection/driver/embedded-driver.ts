import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import { type Knex } from 'knex';

const require = createRequire(import.meta.url);

/**
 * Loads the driver of the embedded database that is sound on this version of Node.js (decision 0019). Version 13
 * crashes the process before Node 22, version 12 from Node 24 on, and npm installs only the one that fits. Throws an
 * Error of one line when the driver or its binary is missing.
 */
export function embeddedDriver(): typeof Database {
  try {
    const driver = loadDriver();
    // The binary is not loaded before the first database is opened.
    new driver(':memory:').close();
    return driver;
  } catch (cause) {
    const { node } = process.versions;
    const words = `The embedded database has no driver here for Node.js ${node}: run npm ci with this Node.js.`;
    throw new Error(`${words} ${hint()}`, { cause });
  }
}

/** knex's client of the embedded database, with that driver. */
export function embeddedClient(): typeof Knex.Client {
  // This is loaded first, because knex would replace the error by its own advice.
  const driver = embeddedDriver();
  const Client = require('knex/lib/dialects/better-sqlite3/index.js') as typeof Knex.Client;
  return class extends Client {
    _driver(): typeof Database {
      return driver;
    }
  };
}

const needsOlder = (): boolean => Number.parseInt(process.versions.node) < 22;

function loadDriver(): typeof Database {
  if (!needsOlder()) return require('better-sqlite3') as typeof Database;
  const load = requireOfOlder() ?? require;
  const { version } = load('better-sqlite3/package.json') as { version: string };
  if (Number.parseInt(version) > LAST_OLDER) throw new Error(`better-sqlite3 ${version} would crash this process`);
  return load('better-sqlite3') as typeof Database;
}

const LAST_OLDER = 12;

// A checkout has the older version below a package of its own. An installation of a packed gateway has no such package,
// and one version of the driver (decision 0056).
function requireOfOlder(): NodeJS.Require | undefined {
  try {
    return createRequire(require.resolve('embedded-driver-node-20/package.json'));
  } catch {
    return undefined;
  }
}

// npm removes an optional package that does not compile, and reports nothing.
const hint = (): string =>
  needsOlder()
    ? 'On Node.js 20 this needs python3, make and g++ if no binary can be downloaded.'
    : 'There are binaries for Linux, macOS and Windows on x64 and arm64.';
