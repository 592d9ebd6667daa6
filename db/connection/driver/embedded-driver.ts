import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import { type Knex } from 'knex';

const require = createRequire(import.meta.url);

/**
 * The driver of the embedded database that is sound on this version of Node.js (decision 0019); the one place that
 * loads it. Its newer line crashes the process before Node 22, its older one from Node 24 on: npm installs only the one
 * that fits, and a driver that is missing here, or has no binary, is an Error in one line.
 */
export function embeddedDriver(): typeof Database {
  try {
    const driver = loadDriver();
    // The binary is not loaded before the first database.
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
  // Before knex wraps what goes wrong in an advice of its own.
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
  const older = createRequire(require.resolve('embedded-driver-node-20/package.json'));
  return older('better-sqlite3') as typeof Database;
}

// npm takes away in silence what is optional and did not compile.
const hint = (): string =>
  needsOlder()
    ? 'On Node.js 20 that takes python3, make and g++ where no binary can be downloaded.'
    : 'There are binaries for Linux, macOS and Windows on x64 and arm64.';
