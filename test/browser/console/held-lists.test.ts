import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { sqlite } from '../../support/databases.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole(
  'a list of the console that is read again',
  (world) => {
    const shown = (page: Page) => page.getByRole('rowheader').allTextContents();
    const more = async (page: Page) => {
      await page.getByText('New since you looked: 1').waitFor();
      const before = await shown(page);
      return async (name: string) => {
        await page.getByRole('button', { name: 'Show them' }).click();
        await page.getByRole('rowheader', { name, exact: true }).waitFor();
        return { before, after: await shown(page) };
      };
    };

    it('counts new accounts, and shows them on demand', async () => {
      await world.seed.account({ name: 'Acme' });
      const watched = await world.enter('/accounts');
      const { page } = watched;
      await page.getByRole('rowheader', { name: 'Acme', exact: true }).waitFor();
      await world.seed.account({ name: 'Later' });
      const show = await more(page);
      await lookAt(watched, 'accounts-newer');
      const { before, after } = await show('Later');
      assert.deepEqual(after, ['Later', ...before]);
    });

    it('counts new users, whose names come in between', async () => {
      await world.seed.user({ name: 'aaron' });
      await world.seed.user({ name: 'zoe' });
      const { page } = await world.enter('/users');
      await page.getByRole('rowheader', { name: 'zoe', exact: true }).waitFor();
      await world.seed.user({ name: 'bea' });
      const show = await more(page);
      const { before, after } = await show('bea');
      assert.ok(!before.includes('bea'));
      assert.deepEqual(
        after.filter((name) => name !== 'bea'),
        before,
      );
    });

    it('counts new positions', async () => {
      await world.seed.position([], { aname: 'Baker' });
      const { page } = await world.enter('/positions');
      await page.getByRole('rowheader', { name: 'Baker', exact: true }).waitFor();
      await world.seed.position([], { aname: 'Cook' });
      const show = await more(page);
      const { before, after } = await show('Cook');
      assert.deepEqual(after, ['Cook', ...before]);
    });
  },
  { kinds: [sqlite] },
);
