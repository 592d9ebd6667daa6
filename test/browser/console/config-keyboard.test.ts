import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { localDeliverer } from '../../support/deliverer.js';
import { startReceiver } from '../../support/receiver.js';
import { describeConsole } from './describe-console.js';
import { tabOn } from './tab-on.js';

// The blocks of both databases send with it.
const deliverer = localDeliverer({ deadlines: { connectMs: 10_000, totalMs: 10_000 } });
after(() => deliverer.close());

describeConsole(
  "an account's config without a mouse",
  (world) => {
    const stored = async (id: string) => (await world.db('accounts').where({ id }).pluck<string[]>('config'))[0];
    const title = (page: Page, version: number) => page.getByText(`version ${version} `).first();

    async function opened(config: string) {
      const id = await world.seed.account({ config, name: 'Acme' });
      const { page } = await world.enter(`/accounts/${id}/config`);
      await page.locator('h1').waitFor();
      const press = async (control: string) => {
        await tabOn(page, control);
        await page.keyboard.press('Enter');
      };
      return { id, page, press };
    }

    it('gets headers, and sends a test notification with them after it was saved', async () => {
      const receiver = await startReceiver();
      try {
        const url = `http://127.0.0.1:${receiver.port}/done`;
        const { id, page, press } = await opened(`ver|1|url|${url}|not_headers|X-A,planted,X-C,gone`);
        await page.locator('[data-name="0"]').waitFor();
        await page.locator('h1').focus();
        await press('button[aria-label="Set a new one: X-A"]');
        await page.locator('[data-value="0"]:focus').waitFor();
        await page.keyboard.type('one');
        await press('button[data-remove="1"]');
        await page.locator('button[data-add]:focus').waitFor();
        await page.keyboard.press('Enter');
        await page.locator('[data-name="1"]:focus').waitFor();
        await page.keyboard.type('X-B');
        await page.keyboard.press('Tab');
        await page.keyboard.type('two');
        await press('button:has-text("Test notification")');
        await press('dialog button:has-text("Save, then test")');
        await page.getByText('A notification with this answer is delivered.').waitFor();
        assert.equal(await stored(id), `ver|1|url|${url}|not_headers|X-A,one,X-B,two`);
        assert.equal(receiver.requests.length, 1);
        assert.match(receiver.requests[0]!, /x-a: one\r\n[^]*x-b: two\r\n/i);
        assert.doesNotMatch(receiver.requests[0]!, /x-c/i);
      } finally {
        await receiver.close();
      }
    });

    it('is merged with what somebody else saved first', async () => {
      const { id, page, press } = await opened('ver|1|cmp|0|http_err|503|legacy|b');
      const field = (on: Page, key: string) => on.getByLabel(key, { exact: true });
      await field(page, 'legacy').press('Control+a');
      await page.keyboard.type('mine');
      const other = (await world.enter(`/accounts/${id}/config`, 'operator')).page;
      await field(other, 'legacy').fill('theirs');
      await field(other, 'http_err').fill('500');
      await other.keyboard.press('Control+s');
      await title(other, 2).waitFor();
      await page.keyboard.press('Control+s');
      await page.getByText('1 row to decide').waitFor();
      await page.locator('.conflict h2:focus').waitFor();
      await tabOn(page, '.conflict input[type="radio"]');
      await page.keyboard.press('Space');
      await press('button:has-text("Save merged")');
      await title(page, 3).waitFor();
      assert.equal(await stored(id), 'ver|1|cmp|0|http_err|500|legacy|mine');
    });

    it('that cannot be read is shown and mended', async () => {
      const { id, page, press } = await opened('ver|1|url');
      await page.getByRole('button', { name: 'Show the stored text' }).waitFor();
      await page.locator('h1').focus();
      await press('button:has-text("Show the stored text")');
      await page.locator('textarea:focus').waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('ver|1|cmp');
      await page.locator('.raw-field .fault').waitFor();
      await page.keyboard.press('Control+s');
      await page.keyboard.type('|0');
      await page.keyboard.press('Control+s');
      await title(page, 2).waitFor();
      await page.locator('h1:focus').waitFor();
      assert.equal(await stored(id), 'ver|1|cmp|0');
      assert.equal(await page.getByText('Not saved yet').count(), 0);
    });
  },
  { deliver: (delivery) => deliverer.deliver(delivery) },
);
