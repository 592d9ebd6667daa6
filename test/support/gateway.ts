import { type Gateway, startGateway } from './app.js';
import { describeOnEachDatabase, type TestDatabase } from './databases.js';
import { type Seed, seedOf } from './seed.js';

/** What a test of the whole gateway works with; filled in before the first test of its block. */
export interface World extends Gateway {
  database: TestDatabase;
  db: TestDatabase['db'];
  seed: Seed;
}

/**
 * The same tests of the whole gateway once on each database. The tests of a block share database and gateway, and keep
 * apart by making their own users and accounts: a database a request would make the tables of cases minutes long.
 */
export function describeGateway(title: string, define: (world: World) => void): void {
  describeOnEachDatabase(title, (create, kind) => {
    const world = {} as World;
    let gateway: Gateway | undefined;
    before(async () => {
      const database = await create();
      // Nothing here is about power failures, and flushing each of some thousand commits takes longer than the tests.
      if (kind.name === 'SQLite') await database.db.raw('pragma synchronous = off');
      gateway = await startGateway(database.db);
      Object.assign(world, { database, db: database.db, seed: seedOf(database.db) }, gateway);
    });
    after(() => gateway?.close());
    define(world);
  });
}
