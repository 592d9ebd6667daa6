import assert from 'node:assert/strict';
import { connect } from '../../../db/connection/connect.js';
import { mysqlDatabase } from '../../support/databases.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { type ConsoleWorld, describeConsole } from './describe-console.js';
import { SCREENS } from './screens.js';

/** Lost connections are what is tested. */
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

let proxy: TcpProxy;

/** Defines tests of a gateway whose way to its database can be cut. A file on the same machine goes nowhere. */
function describeAway(title: string, define: (world: ConsoleWorld) => void): void {
  describeConsole(
    title,
    (world) => {
      after(() => proxy.close());
      define(world);
    },
    {
      kinds: [mysqlDatabase],
      async connectGateway({ url }) {
        proxy = await startTcpProxy(url);
        return connect(proxy.url, { log: SILENT });
      },
    },
  );
}

describeAway('the console while the database is away', (world) => {
  it('keeps its figures and what was typed, and goes on when it is back', async () => {
    const accountId = await world.seed.account({ name: 'Steady', config: 'ver|1|legacy|b' });
    const { page } = await world.enter('/', 'operator');
    await page.getByRole('heading', { name: 'Messages to candidates' }).waitFor();
    await page.goto(`${world.address}/accounts/${accountId}/config`);
    const legacy = page.getByLabel('legacy', { exact: true });
    await legacy.fill('typed');
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Messages to candidates' }).waitFor();
    await proxy.cut();
    await page.getByText('The database does not answer. What is shown below is the last that was read.').waitFor();
    await page.getByText(/^Read \d+ s ago$/).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Messages to candidates' }).count(), 1);
    await page.goBack();
    assert.equal(await legacy.inputValue(), 'typed');
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').getByText('What you typed is still here.').first().waitFor();
    assert.equal(await legacy.inputValue(), 'typed');
    await proxy.mend();
    await page.getByText('The gateway does not answer now').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await page.getByText('version 2 ').first().waitFor();
    assert.deepEqual(await world.db('accounts').where({ id: accountId }).pluck('config'), ['ver|1|legacy|typed']);
  });
});

describeAway('each screen of the console while the database is away', (world) => {
  it('says so on each screen, which offers to try again', async () => {
    const { page } = await world.enter('/me');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await proxy.cut();
    try {
      for (const screen of SCREENS) {
        // Inside the page, because its session could not be read either.
        await page.evaluate(`history.pushState(null, '', ${JSON.stringify(world.address + screen)})`);
        // What was read before the cut stays, with a line above it.
        const note = page.getByRole('alert').filter({ hasText: 'its database does not answer' });
        const isOld = page.getByText('The gateway does not answer now, so this may have changed.').locator('..');
        // The page asks three times, and each time waits as long as the gateway waits for its database.
        await note.or(isOld).first().getByRole('button', { name: 'Try again' }).waitFor({ timeout: 90_000 });
      }
    } finally {
      await proxy.mend();
    }
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('heading', { name: 'Your sessions' }).waitFor();
  }).timeout(300_000);
});
