import assert from 'node:assert/strict';
import { writeGatewayMinutes } from '../../../db/figures/gateway-minutes.js';
import { nothingCounted } from '../../../engine/figures/minute-counts.js';
import { sqlite } from '../../support/databases.js';
import { fillForPictures, PICTURED_AT } from '../../support/fill-for-pictures.js';
import { seedNotification } from '../../support/seed-notification.js';
import { describeConsole, signInOn } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole(
  'the overview in the console',
  (world) => {
    it('says what needs a look, draws the figures and lists them, and keeps them while the database is away', async () => {
      world.clock.now = PICTURED_AT;
      const watched = await world.open();
      const { page } = watched;
      await page.clock.setFixedTime(PICTURED_AT);
      await page.goto(`${world.address}/`);
      await signInOn(watched, await world.operator('viewer'));
      await page.getByText('No process has been seen for over 150 seconds.').waitFor();
      await page.getByText('No account is in trouble.').waitFor();
      await lookAt(watched, 'overview-empty');

      await fillForPictures(world.db);
      await page.reload();
      await page.getByText(/attempts to notify failed in the last 15 minutes/).waitFor();
      const processes = page.getByRole('table', { name: 'Processes' });
      await processes.getByText('running').nth(1).waitFor();
      const chart = page.getByRole('img', { name: /^Deliveries a minute/ });
      assert.match((await chart.getAttribute('aria-label'))!, /delivered.*tried again/s);
      await page.locator('summary', { hasText: 'Deliveries a minute' }).click();
      await page.getByRole('table', { name: 'Deliveries a minute' }).waitFor();
      await lookAt(watched, 'overview');
      await page.getByLabel('6 h', { exact: true }).check();
      await page.waitForURL(/\?range=6h$/);

      const failing = page.getByRole('link', { name: /^Show: .* attempts to notify failed/ });
      await failing.click();
      await page.waitForURL(/\/notifications\?failed_since=15m$/);
      await page.getByRole('table', { name: 'Notifications' }).waitFor();
      assert.equal(await page.getByLabel('Failed').inputValue(), '15m');
      await lookAt(watched, 'notifications-failed');
      await page.goBack();
      await failing.waitFor();

      await page.route(/\/v1\/admin\/overview/, (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 503, title: 'The database is away', detail: '' }),
        }),
      );
      await page.getByText('The database does not answer. What is shown below is the last that was read.').waitFor();
      await processes.getByText('running').nth(1).waitFor();
      await lookAt(watched, 'overview-away');
      await page.unroute(/\/v1\/admin\/overview/);
      await page.getByText('The database does not answer.').waitFor({ state: 'detached' });
    }).timeout(180_000);

    it('leads from numbers to what they count, or says where else that stands', async () => {
      const now = Date.now();
      world.clock.now = now;
      const owner = await world.seed.partner();
      await seedNotification(world.db, owner, { createdAt: now });
      await seedNotification(world.db, owner, { kind: 'mail', createdAt: now });
      await writeGatewayMinutes(world.db, { process: 'p', host: 'h', pid: 1, kind: 'gateway', version: '1' }, [
        {
          minuteAt: now - (now % 60_000),
          seenAt: now,
          stopped: false,
          counts: { ...nothingCounted(), serverErrors: 3, signInsThrottled: 2 },
        },
      ]);
      const watched = await world.enter('/', 'viewer');
      const { page } = watched;
      await page.getByText('3 requests were answered 5xx in the last 5 minutes. The log has each').waitFor();
      await page.getByText('look for "error_code":429.').waitFor();
      await page.getByText('pop invitations list --state waiting, or parked').waitFor();
      await lookAt(watched, 'overview-numbers');
      await page.getByRole('link', { name: /^\d+ queued: show them$/ }).click();
      await page.waitForURL(/\/notifications\?state=live$/);
      await page.getByRole('table', { name: 'Notifications' }).waitFor();
    });
  },
  { kinds: [sqlite] },
);
