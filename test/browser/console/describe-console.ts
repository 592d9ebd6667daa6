import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type BrowserContextOptions } from 'playwright-core';
import { testApp } from '../../support/app.js';
import { type WatchedPage, withBrowser } from '../../support/browser.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { type Seed, seedOf } from '../../support/seed.js';
import { builtConsole } from './built-console.js';

/** What a test of the console in a browser works with. It is filled in before the first test of its block. */
export interface ConsoleWorld {
  db: TestDatabase['db'];
  seed: Seed;
  /** The instant that the gateway takes for now, in ms. A test may set it. */
  clock: { now: number };
  /** The address of the console, such as http://127.0.0.1:40123/console */
  address: string;
  /** A new browser profile with an empty page. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
}

/**
 * Defines tests of the console in a browser, once on each database. The tests of a block share one gateway and one
 * browser, and stay apart by making their own users and accounts.
 */
export function describeConsole(title: string, define: (world: ConsoleWorld) => void): void {
  withBrowser(title, (open) => {
    describeOnEachDatabase('the console', (create) => {
      const world = { open } as ConsoleWorld;
      let close: (() => Promise<void>) | undefined;
      before(async function () {
        this.timeout(120_000);
        const { db } = await create();
        const site = await startConsole(db);
        close = site.close;
        Object.assign(world, { db, seed: seedOf(db), address: site.address, clock: site.clock });
      });
      after(() => close?.());
      define(world);
    });
  });
}

async function startConsole(db: TestDatabase['db']) {
  const consoleFolder = await builtConsole();
  const served: { app?: RequestListener } = {};
  const server = createServer((req, res) => served.app!(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { app, clock } = testApp(db, { publicUrl: origin, consoleFolder, now: Date.now() });
  served.app = app;
  return {
    address: `${origin}/console`,
    clock,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
