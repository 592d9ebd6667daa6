import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { recordAttempts } from '../../../db/notifications/notification-attempts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { seedNotification } from '../../support/seed-notification.js';
import { describeConsole, signInOn } from './describe-console.js';

describeConsole('the console in a browser', (world) => {
  it('writes every time in the zone of its user, or in UTC where that is wanted', async () => {
    const year = new Date().getUTCFullYear();
    const startedAt = Date.UTC(year, 0, 2, 20, 0, 5);
    const { notificationId } = await seedNotification(world.db, await world.seed.partner(), { state: 'rejected' });
    const times = { startedAt, dnsMs: 1, connectMs: 2, firstByteMs: 3, totalMs: 4, address: '192.0.2.1' };
    const attempt = {
      notificationId,
      ...times,
      number: 1,
      outcome: 'rejected',
      status: 503,
      fault: null,
      reply: '',
    } as const;
    await writeTransaction(world.db, (trx) => recordAttempts(trx, [attempt]));
    const watched = await world.open({ timezoneId: 'Asia/Kolkata' });
    const { page } = watched;
    const time = page.getByTitle(`${year}-01-02 20:00:05 UTC`);
    await page.goto(`${world.address}/notifications/${notificationId}`);
    await signInOn(watched, await world.operator('viewer'));
    await time.waitFor();
    assert.equal(await time.textContent(), '3 Jan, 01:30:05');
    await page.getByRole('button', { name: /viewer$/ }).click();
    await page.getByLabel('Times in UTC').check();
    assert.equal(await time.textContent(), '2 Jan, 20:00:05 UTC');
    await page.goto(`${world.address}/notifications?since=${year}-01-02T20:00:00.000Z`);
    const from = page.getByLabel('Created from');
    assert.equal(await from.inputValue(), `${year}-01-02T20:00`);
    await page.getByRole('button', { name: /viewer$/ }).click();
    await page.getByLabel('Times in UTC').uncheck();
    assert.equal(await from.inputValue(), `${year}-01-03T01:30`);
  });

  it('opens from a link of another site, which can do nothing in the name of its user', async () => {
    const accountId = await world.seed.account({ name: 'Linked Ltd' });
    const pause = `${world.address.replace('/console', '')}/v1/admin/accounts/${accountId}/notifications/pause`;
    const foreign = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html');
      res.end(`<a href="${world.address}/accounts/${accountId}">the account</a>
        <form method="post" action="${pause}"><button>pause</button></form>`);
    }).listen(0, '127.0.0.1');
    await once(foreign, 'listening');
    try {
      const { page } = await world.enter('/accounts');
      // Another host than 127.0.0.1, and so another site.
      const elsewhere = `http://localhost:${(foreign.address() as AddressInfo).port}/`;
      await page.goto(elsewhere);
      await page.getByRole('link', { name: 'the account' }).click();
      await page.getByRole('heading', { name: 'Linked Ltd' }).waitFor();
      await page.goto(elsewhere);
      const answered = page.waitForResponse(pause);
      await page.getByRole('button', { name: 'pause' }).click();
      assert.equal((await answered).status(), 403);
      assert.deepEqual(await world.db('notification_accounts').where({ account_id: accountId, paused: 1 }), []);
    } finally {
      foreign.closeAllConnections();
      foreign.close();
    }
  });

  it('keeps filters and drafts through back and forward, and names a draft wherever one is', async () => {
    const accountId = await world.seed.account({ name: 'Back & Forth', config: 'ver|1|legacy|b' });
    const { page } = await world.enter('/accounts?q=forth', 'operator');
    await page.getByRole('link', { name: 'Back & Forth', exact: true }).click();
    await page.getByRole('link', { name: 'Config', exact: true }).first().click();
    const legacy = page.getByLabel('legacy', { exact: true });
    await legacy.fill('typed');
    await page.goBack();
    await page.goBack();
    await page.getByRole('link', { name: 'Back & Forth', exact: true }).waitFor();
    assert.equal(await page.getByRole('searchbox', { name: 'Name or id' }).inputValue(), 'forth');
    await page.getByText('Not saved yet: Config of Back & Forth').waitFor();
    await page.goForward();
    await page.goForward();
    assert.equal(await legacy.inputValue(), 'typed');
    assert.equal(new URL(page.url()).pathname, `/console/accounts/${accountId}/config`);
    assert.equal(await page.getByText('Not saved yet: Config of').count(), 0);
  });
});

describeConsole(
  'the console below a path of PUBLIC_URL',
  (world) => {
    it('stays below it, whatever is opened', async () => {
      const accountId = await world.seed.account({ name: 'Deep Down' });
      const watched = await world.open();
      const { page, complaints } = watched;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`${world.address}/accounts/${accountId}/config`);
      await signInOn(watched, await world.operator());
      await page.getByRole('heading', { name: 'Config of Deep Down' }).waitFor();
      await page.getByRole('link', { name: 'Accounts', exact: true }).first().click();
      await page.getByRole('link', { name: 'Deep Down' }).click();
      await page.reload();
      await page.getByRole('heading', { name: 'Deep Down' }).waitFor();
      assert.equal(new URL(page.url()).pathname, `/gate/way/console/accounts/${accountId}`);
      assert.deepEqual(asked.filter((path) => !path.startsWith('/gate/way/')), []); // prettier-ignore
      assert.deepEqual(complaints.filter((text) => !/401|ERR_ABORTED/.test(text)), []); // prettier-ignore
    });
  },
  { path: '/gate/way' },
);
