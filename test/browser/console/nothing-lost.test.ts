import assert from 'node:assert/strict';
import { type Locator, type Page } from 'playwright-core';
import { setConsoleRole } from '../../../db/accounts/users.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { sqlite } from '../../support/databases.js';
import { type WatchedPage } from '../../support/browser.js';
import { describeConsole, signInOn } from './describe-console.js';

interface Form {
  /** The config of the account. */
  config?: string;
  screen(accountId: string, its: { partner: string; colleague: string }): string;
  open?(page: Page): Promise<unknown>;
  typed: string;
  field(page: Page): Locator;
  /** What stands in the field, where that is no text. */
  read?(field: Locator): Promise<string>;
  fill?(field: Locator): Promise<unknown>;
  save(page: Page, field: Locator): Promise<unknown>;
}

const CTRL_S = (page: Page) => page.keyboard.press('Control+s');
const ENTER = (_page: Page, field: Locator) => field.press('Enter');
const click = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click();

const OPERATOR = 'operator: also changes configs, replays, pauses and tests';

const FORMS: Record<string, Form> = {
  'a config': {
    screen: (id) => `/accounts/${id}/config`,
    typed: 'typed by olga',
    field: (page) => page.getByLabel('legacy', { exact: true }),
    save: CTRL_S,
  },
  'a config that could not be read': {
    config: 'ver|1|url',
    screen: (id) => `/accounts/${id}/config`,
    open: click('Show the stored text'),
    typed: 'ver|1|cmp|0',
    field: (page) => page.getByLabel('Stored text'),
    save: CTRL_S,
  },
  'a position file': {
    screen: () => '/positions/import',
    typed: 'aname: Pilot\n',
    field: (page) => page.getByLabel('The file', { exact: true }),
    save: CTRL_S,
  },
  'the name of an account': {
    screen: (id) => `/accounts/${id}`,
    open: click('Rename…'),
    typed: 'Another name',
    field: (page) => page.getByLabel('New name'),
    save: ENTER,
  },
  'a new account': {
    screen: () => '/accounts',
    open: click('Create an account'),
    typed: 'Another account',
    field: (page) => page.getByLabel('Name', { exact: true }),
    save: ENTER,
  },
  'a new user': {
    screen: () => '/users',
    open: click('Create a user'),
    typed: 'another-user',
    field: (page) => page.getByRole('dialog').getByLabel('Name', { exact: true }),
    save: ENTER,
  },
  'a partner user': {
    screen: (id) => `/accounts/${id}/access`,
    open: click('Make a partner user…'),
    typed: 'another-bot',
    field: (page) => page.getByRole('dialog').getByRole('textbox').first(),
    save: ENTER,
  },
  'a new credential': {
    screen: (_, { partner }) => `/users/${partner}`,
    open: click('Add a credential…'),
    typed: 'second of the bot',
    field: (page) => page.getByLabel('What is it for?'),
    save: ENTER,
  },
  'the rotation of a credential': {
    screen: (id) => `/accounts/${id}/access`,
    open: click('Rotate… first'),
    typed: 'second of the bot',
    field: (page) => page.getByLabel('What is the new one for?'),
    save: ENTER,
  },
  'the end of a credential': {
    screen: (_, { partner }) => `/users/${partner}`,
    open: click('Change the end… of first'),
    typed: '2100-01-01',
    field: (page) => page.getByRole('dialog').locator('input[type=date]'),
    save: ENTER,
  },
  'a role': {
    screen: (_, { colleague }) => `/users/${colleague}`,
    open: click('Change the role…'),
    typed: OPERATOR,
    field: (page) => page.getByLabel(OPERATOR),
    fill: (field) => field.check(),
    read: async (field) => ((await field.isChecked()) ? OPERATOR : ''),
    save: ENTER,
  },
};

describeConsole(
  'what somebody typed in the console',
  (world) => {
    async function typed(form: Form, user: { name: string; password: string }, opened?: WatchedPage) {
      const partner = await world.seed.partner({ config: form.config ?? 'ver|1|legacy|b' });
      const colleague = await world.operator('viewer');
      const its = { partner: partner.user.userId, colleague: await userId(colleague) };
      const watched = opened ?? (await world.open());
      const { page } = watched;
      await page.goto(world.address + form.screen(partner.accountId, its));
      await signInOn(watched, user);
      await form.open?.(page);
      const field = form.field(page);
      await (form.fill?.(field) ?? field.fill(form.typed));
      return { watched, page };
    }
    const userId = async ({ name }: { name: string }) => (await world.db('users').where({ name }).pluck('id'))[0]!;
    const isKept = async ({ field, read = (one) => one.inputValue(), typed }: Form, page: Page) =>
      assert.equal(await read(field(page)), typed);

    for (const [what, form] of Object.entries(FORMS)) {
      it(`stays when the gateway takes the page for a foreign one: ${what}`, async () => {
        const watched = await world.open();
        const { page } = watched;
        let isForeign = false;
        // A browser would put its own value into what it sends by itself. The route is there before the page: a busy
        // browser sends the next request of a page past a route that was added meanwhile, unseen.
        await page.route(/\/v1\/admin\//, async (route) => {
          if (!isForeign || route.request().method() === 'GET') return route.continue();
          const headers = { ...route.request().headers(), 'sec-fetch-site': 'cross-site' };
          await route.fulfill({ response: await route.fetch({ headers }) });
        });
        await typed(form, await world.operator(), watched);
        isForeign = true;
        const refused = page.waitForResponse((response) => response.request().method() !== 'GET');
        await form.save(page, form.field(page));
        assert.equal((await refused).status(), 403);
        await page.getByRole('alert').first().waitFor();
        await isKept(form, page);
      });

      it(`stays when the session ends: ${what}`, async () => {
        const user = await world.operator();
        const { watched, page } = await typed(form, user);
        const user_id = await userId(user);
        await writeStatement(world.db, (to) => to('console_sessions').where({ user_id }).delete());
        await form.save(page, form.field(page));
        await page.getByText('Your session has ended').waitFor();
        assert.ok(!(await page.content()).includes(form.typed));
        await signInOn(watched, user);
        await isKept(form, page);
      });
    }

    it('is gone from a dialog once it is given up or saved', async () => {
      const form = FORMS['a new account']!;
      const { page } = await typed(form, await world.operator());
      await page.getByRole('button', { name: 'Cancel' }).click();
      await form.open?.(page);
      assert.equal(await form.field(page).inputValue(), '');
      await form.field(page).fill(form.typed);
      await form.save(page, form.field(page));
      await page.getByRole('heading', { name: form.typed }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Accounts' }).waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
      await page.getByRole('link', { name: 'You', exact: true }).click();
      await page.getByRole('heading', { name: 'You', exact: true }).waitFor();
      assert.equal(await page.getByText('Not saved yet').count(), 0);
    });

    for (const what of ['a config', 'the name of an account', 'a new account']) {
      it(`stays when the role was taken away: ${what}`, async () => {
        const form = FORMS[what]!;
        const user = await world.operator('operator');
        const { page } = await typed(form, user);
        const id = await userId(user);
        await writeTransaction(world.db, (trx) => setConsoleRole(trx, id, 'viewer'));
        await form.save(page, form.field(page));
        await page.getByText('This needs the role operator, and yours is viewer.').waitFor();
        await isKept(form, page);
      });
    }
  },
  { kinds: [sqlite] },
);
