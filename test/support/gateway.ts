import { type Gateway, startGateway } from './app.js';
import { describeOnEachDatabase, type TestDatabase } from './databases.js';
import { type Seed, seedOf } from './seed.js';

/** What a test of the whole gateway works with. It is filled in before the first test of its block. */
export interface World extends Gateway {
  database: TestDatabase;
  db: TestDatabase['db'];
  seed: Seed;
}

/**
 * Defines the same tests of the whole gateway once on each database. The tests of a block share one database and one
 * gateway. They stay apart by making their own users and accounts. With a new database for each test the tables of
 * cases would take minutes.
 */
export function describeGateway(title: string, define: (world: World) => void): void {
  describeOnEachDatabase(title, (create, kind) => {
    const world = {} as World;
    let gateway: Gateway | undefined;
    before(async () => {
      const database = await create();
      // No test here is about power failures, and flushing thousands of commits takes longer than the tests.
      if (kind.name === 'SQLite') await database.db.raw('pragma synchronous = off');
      gateway = await startGateway(database.db);
      Object.assign(world, { database, db: database.db, seed: seedOf(database.db) }, gateway);
    });
    after(() => gateway?.close());
    define(world);
  });
}
