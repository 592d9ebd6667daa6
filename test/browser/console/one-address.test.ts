import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo } from 'node:net';
import express from 'express';
import { type BrowserContext, type Page } from 'playwright-core';
import { writeStatement } from '../../../db/connection/transaction.js';
import { readGatewayMinutes } from '../../../db/figures/gateway-minutes.js';
import { consolePages } from '../../../src/serving/console/console-pages.js';
import { withBrowser } from '../../support/browser.js';
import { makeCertificate } from '../../support/certificate.js';
import { mysqlDatabase, type TestDatabase } from '../../support/databases.js';
import { freePort } from '../../support/mysql-server.js';
import { type GatewayProcess, startProcess } from '../../support/process.js';
import { type Seed, seedOf } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { builtConsole } from './built-console.js';
import { signInOn } from './describe-console.js';

const MINUTE_MS = 60_000;

/** Ends TLS and gives the processes one request each in turn, as a load balancer does. One that is gone is left out. */
async function oneAddress(ports: readonly number[]) {
  const front = express();
  let turn = 0;
  front.use((req, res) => {
    const [first, second] = turn++ % 2 === 0 ? ports : [...ports].reverse();
    const send = (port: number, refused: () => void): void => {
      const headers = { ...req.headers, 'x-forwarded-for': req.socket.remoteAddress, 'x-forwarded-proto': 'https' };
      const onward = http.request(
        { host: '127.0.0.1', port, method: req.method, path: req.originalUrl, headers, agent: false },
        (reply) => reply.pipe(res.writeHead(reply.statusCode!, reply.headers)),
      );
      onward.once('error', refused);
      req.pipe(onward);
    };
    send(first!, () => send(second!, () => res.destroy()));
  });
  const { key, cert } = makeCertificate();
  const pages = express();
  const server = https.createServer({ key, cert }, pages).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const publicUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
  pages.use(consolePages({ folder: await builtConsole(), publicUrl }), front);
  return { server, publicUrl };
}

withBrowser('the console at one https address of two processes', (open) => {
  const gateways: GatewayProcess[] = [];
  let ports: number[];
  let database: TestDatabase;
  let seed: Seed;
  let site: Awaited<ReturnType<typeof oneAddress>>;

  before(async function () {
    if (!(await mysqlDatabase.available())) return this.skip();
    this.timeout(120_000);
    database = await mysqlDatabase.create();
    seed = seedOf(database.db);
    ports = [await freePort(), await freePort()];
    site = await oneAddress(ports);
    const env = { DATABASE_URL: database.url, PUBLIC_URL: site.publicUrl, TRUST_PROXY: 'loopback' };
    gateways.push(...(await Promise.all(ports.map((port) => startProcess({ ...env, PORT: String(port) })))));
  });
  after(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    site?.server.closeAllConnections();
    site?.server.close();
    await database?.close();
  });

  async function begun(screen: string) {
    const user = await seed.operator('admin');
    const watched = await open({ ignoreHTTPSErrors: true });
    await watched.page.goto(`${site.publicUrl}/console${screen}`);
    await signInOn(watched, user);
    return { user, watched, page: watched.page };
  }
  const cookies = async (context: BrowserContext) =>
    (await context.cookies()).map(({ name, httpOnly, secure, sameSite, path, domain }) => ({
      ...{ name, httpOnly, secure, sameSite, path, domain },
    }));
  const signOut = async (page: Page) => {
    await page.getByRole('button', { name: /admin$/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  };

  it('has a cookie that only this host gets, good in each process, and signs all tabs out at once', async () => {
    const { page, watched } = await begun('/accounts');
    const context = page.context();
    const strict = { httpOnly: true, secure: true, sameSite: 'Strict', path: '/', domain: 'localhost' };
    assert.deepEqual(await cookies(context), [{ name: '__Host-pop-console', ...strict }]);
    const stolen = (await context.cookies())[0]!.value;
    for (const name of ['Users', 'Audit', 'Notifications', 'Overview', 'Accounts']) {
      await page.getByRole('link', { name, exact: true }).first().click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
    }
    const other = await context.newPage();
    await other.goto(`${site.publicUrl}/console/me`);
    await other.getByRole('heading', { name: 'You', exact: true }).waitFor();
    await signOut(page);
    for (const tab of [page, other]) await tab.getByText('You are signed out.').waitFor();
    assert.deepEqual(await cookies(context), []);
    for (const port of ports) {
      const cookie = `__Host-pop-console=${stolen}`;
      const headers = { cookie, 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' };
      assert.equal((await fetch(`http://127.0.0.1:${port}/v1/admin/accounts`, { headers })).status, 401);
    }
    // 401 is the first look of the page, before anybody has signed in.
    assert.deepEqual(
      watched.complaints.filter((text) => !/status of 401|ERR_ABORTED/.test(text)),
      [],
    );
    // Lines of the log are written together, a little later.
    for (const gateway of gateways) {
      await waitUntil('requests in each process', () => gateway.stdout().includes('"operation":"adminList'));
    }
  });

  for (const [how, ended] of [
    ['after half an hour without use', { seen_ms: Date.now() - 31 * MINUTE_MS }],
    ['after its twelve hours', { ends_ms: Date.now() - 1 }],
  ] as const) {
    it(`ends ${how} in both processes, and gives back what was typed`, async () => {
      const accountId = await seed.account({ config: 'ver|1|legacy|b' });
      const { user, watched, page } = await begun(`/accounts/${accountId}/config`);
      const field = page.getByLabel('legacy', { exact: true });
      await field.fill('typed');
      await writeStatement(database.db, (to) => to('console_sessions').where({ user_id: user.userId }).update(ended));
      await page.getByText('Your session has ended').waitFor();
      await signInOn(watched, user);
      assert.equal(await field.inputValue(), 'typed');
      assert.equal(new URL(page.url()).pathname, `/console/accounts/${accountId}/config`);
    });
  }

  it('counts refused sign-ins of all processes, and a session goes on when a process is stopped', async () => {
    const { page, user } = await begun('/accounts');
    const guess = await open({ ignoreHTTPSErrors: true });
    await guess.page.goto(`${site.publicUrl}/console`);
    const statuses: number[] = [];
    // Each process lets ten failures of one user at one address through.
    while (!statuses.slice(-2).every((status) => status === 429) || statuses.length < 2) {
      const reply = await guess.page.evaluate(
        async ({ url, body }) =>
          (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
        { url: `${site.publicUrl}/v1/admin/session`, body: JSON.stringify({ user: user.name, password: 'wrong' }) },
      );
      statuses.push(reply);
      assert.ok(statuses.length < 30, String(statuses));
    }
    const [gone] = gateways;
    assert.equal((await gone!.stop()).code, 0);
    await page.getByRole('link', { name: 'Users', exact: true }).first().click();
    await page.getByRole('link', { name: user.name }).first().waitFor();
    assert.equal((await gateways[1]!.stop()).code, 0);
    const span = { from: Date.now() - 60 * MINUTE_MS, until: Date.now() + MINUTE_MS, stepMs: 61 * MINUTE_MS };
    const [sum] = await readGatewayMinutes(database.db, span);
    const of = (status: number) => statuses.filter((one) => one === status).length;
    assert.deepEqual([sum!.counts.signInsRefused, sum!.counts.signInsThrottled], [of(401), of(429)]);
    assert.equal(of(401), 20);
  });
});
