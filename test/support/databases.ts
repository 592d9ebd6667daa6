import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Knex } from 'knex';
import mysql, { type Connection } from 'mysql2/promise';
import { connect, type ConnectOptions } from '../../db/connection/connect.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { databaseFolder } from './database-folder.js';
import { fillSchema, writeMigratedFile } from './migrated-copy.js';
import { mysqlServer } from './mysql-server.js';
import { watchTransactions } from './watch-transactions.js';

export interface TestDatabase {
  /** The url, for child processes or a second pool. */
  url: string;
  db: Knex;
  /** Opens a second pool on the same database, as another process would have. It is closed with the first. */
  another: (options?: ConnectOptions) => Knex;
  /**
   * Closes the pools and removes the database. A second call does no harm. Rejects if a transaction of `db` waited for
   * something other than the database.
   */
  close: () => Promise<void>;
}

export interface DatabaseKind {
  name: 'SQLite' | 'MySQL';
  available(): Promise<boolean>;
  /** Creates a new database. It is migrated unless `empty` is set. */
  create(options?: { empty?: boolean }): Promise<TestDatabase>;
}

export const sqlite: DatabaseKind = {
  name: 'SQLite',
  available: () => Promise.resolve(true),
  create: async ({ empty = false } = {}) => {
    const folder = await mkdtemp(join(databaseFolder(), 'pop-sqlite-'));
    const file = join(folder, 'test.db');
    if (!empty) await writeMigratedFile(file);
    return open(`sqlite:${file}`, () => rm(folder, { recursive: true }));
  },
};

export const mysqlDatabase: DatabaseKind = {
  name: 'MySQL',
  available: async () => (await mysqlServer()) !== undefined,
  create: async ({ empty = false } = {}) => {
    const server = await mysqlServer();
    if (server === undefined) throw new Error('There is no MySQL server; ask available() first.');
    // Other processes create their databases on the same server, so the name is random.
    const schema = `pop_test_${randomBytes(6).toString('hex')}`;
    const onServer = async (work: (connection: Connection) => Promise<unknown>) => {
      const connection = await mysql.createConnection({ uri: server.urlOf(''), multipleStatements: true });
      try {
        await work(connection);
      } finally {
        await connection.end();
      }
    };
    await onServer(async (connection) => {
      await connection.query(`create database ${schema}`);
      if (!empty) await fillSchema(connection, schema, server);
    });
    return open(server.urlOf(schema), () => onServer((connection) => connection.query(`drop database ${schema}`)));
  },
};

const databases: DatabaseKind[] = [sqlite, mysqlDatabase];

function open(url: string, remove: () => Promise<void>): TestDatabase {
  const db = connect(url);
  const waited = dialectOf(db).shareDatabase ? [] : watchTransactions(db);
  let closed: Promise<void> | undefined;
  const pools = [db];
  const destroyAll = () => Promise.all(pools.map((pool) => pool.destroy()));
  const close = () =>
    (closed ??= destroyAll()
      .then(remove)
      .then(() => assert.deepEqual(waited, [], 'these transactions waited for something else than the database')));
  const another = (options?: ConnectOptions) => {
    const pool = connect(url, options);
    pools.push(pool);
    return pool;
  };
  return { url, db, another, close };
}

type Create = (options?: { empty?: boolean }) => Promise<TestDatabase>;

/**
 * Defines the same tests once on each database. `create` returns a new migrated database. A database made in `it` or
 * `beforeEach` is closed after that test. One made in `before` is closed at the end of the block.
 */
export function describeOnEachDatabase(
  title: string,
  define: (create: Create, kind: DatabaseKind) => void,
  kinds: DatabaseKind[] = databases,
): void {
  for (const kind of kinds) {
    describe(`${title} (${kind.name})`, () => {
      const ofTest: TestDatabase[] = [];
      const ofBlock: TestDatabase[] = [];
      let inTest = false;

      before(async function () {
        if (!(await kind.available())) this.skip();
      });
      beforeEach(() => {
        inTest = true;
      });
      define(async (options) => {
        const database = await kind.create(options);
        (inTest ? ofTest : ofBlock).push(database);
        return database;
      }, kind);
      // This hook comes after `define`, so that the block's own afterEach hooks still find their database.
      afterEach(async () => {
        inTest = false;
        await closeAll(ofTest);
      });
      after(() => closeAll(ofBlock));
    });
  }
}

async function closeAll(open: TestDatabase[]): Promise<void> {
  await Promise.all(open.splice(0).map((database) => database.close()));
}
