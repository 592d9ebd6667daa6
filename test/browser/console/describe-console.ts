import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type BrowserContextOptions } from 'playwright-core';
import { createUser, setConsoleRole } from '../../../db/accounts/users.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { type ConsoleRole } from '../../../engine/console/console-role.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { testApp, type TestAppOptions } from '../../support/app.js';
import { type WatchedPage, withBrowser } from '../../support/browser.js';
import { type DatabaseKind, describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
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
  /** Makes a user who may enter the console. */
  operator(role?: ConsoleRole): Promise<{ name: string; password: string }>;
  /** Opens a screen (`/accounts`) in a new profile and signs in there, as a new user of this role. */
  enter(screen: string, role?: ConsoleRole): Promise<WatchedPage>;
}

/** Fills in the sign-in screen, and waits until it is gone. */
export async function signInOn({ page }: WatchedPage, user: { name: string; password: string }): Promise<void> {
  await page.getByLabel('User').fill(user.name);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByRole('navigation', { name: 'Screens' })
    .or(page.getByRole('button', { name: 'Menu' }))
    .first()
    .waitFor();
}

interface Surroundings {
  /** The path of PUBLIC_URL, such as /pop. What is in front of the gateway takes it away. */
  path?: string;
  kinds?: DatabaseKind[];
  /** What the gateway's test notifications are sent by. Without it they are not. */
  deliver?: TestAppOptions['deliver'];
  /** The connection that the gateway has to its database, where that is not the one of the test. */
  connectGateway?(database: TestDatabase): Promise<TestDatabase['db']>;
}

/**
 * Defines tests of the console in a browser, once on each database. The tests of a block share one gateway and one
 * browser, and stay apart by making their own users and accounts.
 */
export function describeConsole(
  title: string,
  define: (world: ConsoleWorld) => void,
  { path = '', kinds, connectGateway, deliver }: Surroundings = {},
): void {
  withBrowser(title, (open) => {
    const defineOn = (create: () => Promise<TestDatabase>) => {
      const world = { open } as ConsoleWorld;
      let close: (() => Promise<void>) | undefined;
      before(async function () {
        this.timeout(120_000);
        const database = await create();
        const { db } = database;
        const own = await connectGateway?.(database);
        const site = await startConsole(own ?? db, { path, deliver });
        close = async () => {
          await site.close();
          await own?.destroy();
        };
        const operator = operators(db);
        async function enter(screen: string, role: ConsoleRole = 'admin'): Promise<WatchedPage> {
          const watched = await open();
          await watched.page.goto(site.address + screen);
          await signInOn(watched, await operator(role));
          return watched;
        }
        Object.assign(world, { db, seed: seedOf(db), address: site.address, clock: site.clock, operator, enter });
      });
      after(() => close?.());
      define(world);
    };
    describeOnEachDatabase('the console', defineOn, kinds);
  });
}

function operators(db: TestDatabase['db']) {
  let made = 0;
  return async (role: ConsoleRole = 'admin') => {
    const user = { name: `olga-${++made}`, password: `Correct horse ${made} battery` };
    const userId = (await createUser(db, { name: user.name, kind: 'internal', now: Date.now() }))!;
    await writeTransaction(db, (trx) => setConsoleRole(trx, userId, role));
    const { password } = user;
    await newCredential(db, { userId, label: 'console', purpose: 'console', password, now: Date.now(), cost: 4 });
    return user;
  };
}

async function startConsole(db: TestDatabase['db'], { path = '', deliver }: Pick<Surroundings, 'path' | 'deliver'>) {
  const consoleFolder = await builtConsole();
  const served: { app?: RequestListener } = {};
  const server = createServer((req, res) => {
    // As a proxy in front of the gateway does it.
    if (!req.url!.startsWith(`${path}/`)) return void res.writeHead(404).end();
    req.url = req.url!.slice(path.length);
    served.app!(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publicUrl = origin + path;
  const { app, clock } = testApp(db, { publicUrl, consoleFolder, now: Date.now(), ...(deliver && { deliver }) });
  served.app = app;
  return {
    address: `${publicUrl}/console`,
    clock,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
