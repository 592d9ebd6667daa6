import assert from 'node:assert/strict';
import { recordAudit } from '../../../db/accounts/audit.js';
import { sqlite } from '../../support/databases.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

const HOUR = 60 * 60_000;

describeConsole(
  'the audit log in the console',
  (world) => {
    let made = 0;
    const add = (operation: string, hoursAgo = 0, outcome = 'ok') =>
      recordAudit(world.db, {
        ...{ at: Date.now() - hoursAgo * HOUR, userName: 'acme-bot', credentialId: undefined, operation, outcome },
        ...{ object: `application 2000004${++made}`, address: '192.0.2.10', requestId: `request-${made}` },
      });

    it('keeps its filters in the address, and counts new entries until somebody wants to see them', async () => {
      await add('orderApplication', 30);
      await add('cancelApplication', 2, 'already-completed');
      const watched = await world.enter('/audit?user=acme-bot');
      const { page } = watched;
      const operations = async () => {
        const cells = await page.getByRole('row').locator('code').allTextContents();
        return cells.filter((text) => /Application$/.test(text));
      };
      const shows = (operation: string) => page.getByRole('cell', { name: operation, exact: true });
      await shows('orderApplication').waitFor();
      await add('extendApplication');
      await page.locator('.newer').getByText('New since you looked: 1').waitFor();
      assert.deepEqual(await operations(), ['cancelApplication', 'orderApplication']);
      await lookAt(watched, 'audit');
      await page.getByRole('button', { name: 'Show them' }).click();
      await shows('extendApplication').waitFor();
      assert.deepEqual(await operations(), ['extendApplication', 'cancelApplication', 'orderApplication']);

      await page.getByLabel('When').selectOption('24h');
      await shows('orderApplication').waitFor({ state: 'detached' });
      await page.getByLabel('Operation').fill('cancelApplication');
      await page.getByLabel('Operation').press('Enter');
      await shows('extendApplication').waitFor({ state: 'detached' });
      assert.deepEqual(await operations(), ['cancelApplication']);
      assert.equal(new URL(page.url()).search, '?user=acme-bot&operation=cancelApplication&since=24h');

      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = new URL((await page.evaluate('navigator.clipboard.readText()')) as string);
      const dayAgo = Date.now() - 24 * HOUR;
      const since = Date.parse(link.searchParams.get('since')!);
      assert.ok(since <= dayAgo && since > dayAgo - HOUR, link.href);
      await page.goto(link.href);
      await shows('cancelApplication').waitFor();
      await page.getByLabel('From', { exact: true }).waitFor();
      await page.getByLabel('Object').fill('nobody knows it');
      await page.getByLabel('Object').press('Enter');
      await page.getByText('No entry matches this filter.').waitFor();
      await lookAt(watched, 'audit-empty');
      await page.getByRole('button', { name: 'Clear the filter' }).click();
      await shows('orderApplication').waitFor();
      await page.goBack();
      await page.getByText('No entry matches this filter.').waitFor();
    });
  },
  { kinds: [sqlite] },
);
