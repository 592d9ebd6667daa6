import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';
import { tabOn } from './tab-on.js';

const SECRETS = ['planted-auth', 'planted-header'];
const STORED = `ver|1|url|https://p.example.com/done|auth|ann:${SECRETS[0]}|not_headers|X-A,${SECRETS[1]}|http_err|503|legacy|b`; // prettier-ignore

describeConsole("an account's config", (world) => {
  const stored = async (id: string) => (await world.db('accounts').where({ id }).pluck<string[]>('config'))[0];
  const raw = (page: Page) => page.getByRole('textbox', { name: 'As stored' });
  const field = (page: Page, key: string) => page.getByLabel(key, { exact: true });
  const title = (page: Page, version: number) => page.getByText(`version ${version} `).first();
  const focused = (page: Page) =>
    page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");

  async function opened(config = STORED) {
    const id = await world.seed.account({ config, name: 'Acme' });
    const watched = await world.enter(`/accounts/${id}/config`);
    const { page, complaints } = watched;
    const answers: string[] = [];
    page.on('response', (response) => void response.text().then((text) => answers.push(text), () => undefined)); // prettier-ignore
    await field(page, 'url').waitFor();
    return { id, watched, page, complaints, answers };
  }

  it('is changed by keyboard alone: a fault, its row, a mended save, with the focus where it is needed', async () => {
    const { id, watched, page, complaints, answers } = await opened();
    await lookAt(watched, 'config');
    await field(page, 'http_err').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('5xx');
    await page.keyboard.press('Control+s');
    assert.match(await focused(page), /This config can't be saved yet.*http_err must be statuses/);
    await lookAt(watched, 'config-faults');
    await page.getByText("This config can't be saved yet").focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('500,503');
    await field(page, 'legacy').press('Control+a');
    await page.keyboard.type('c');
    await page.keyboard.press('Tab');
    // Put back, then Remove: focus goes to the choice of a field to add, as there is no row behind.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-add-field]:focus').waitFor();
    await page.keyboard.press('Control+s');
    await title(page, 2).waitFor();
    assert.match(await focused(page), /^Config of Acme/);
    assert.equal(await stored(id), STORED.replace('http_err|503|legacy|b', 'http_err|500,503'));
    for (const secret of SECRETS) assert.ok(!answers.some((text) => text.includes(secret)));
    // A look that is overtaken by typing or by the save is given up.
    assert.deepEqual(complaints.filter((text) => !/401|ERR_ABORTED/.test(text)), []); // prettier-ignore
  });

  it('gets a secret and a field, is tested and restored, with Tab, Enter and the letters alone', async () => {
    const { id, page } = await opened();
    await page.locator('h1').focus();
    const tabTo = (control: string) => tabOn(page, control);
    const write = async (control: string, text: string) => {
      await tabTo(control);
      await page.keyboard.type(text);
    };
    await tabTo('button[aria-label^="Set a new one"]');
    await page.keyboard.press('Enter');
    await page.keyboard.type('ann:new-secret');
    assert.doesNotMatch(await raw(page).inputValue(), /new-secret/);
    await write('[data-add-field]', 'cmp');
    await tabTo('button[type="submit"]');
    await page.keyboard.press('Enter');
    await field(page, 'cmp').waitFor();
    await tabTo('button:has-text("Test notification")');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:has-text("Test notification"):focus').waitFor();
    await page.keyboard.press('Control+s');
    await title(page, 2).waitFor();
    assert.match((await stored(id))!, /auth\|ann:new-secret\|.*\|cmp\|/);
    await page.getByRole('link', { name: 'Version 1', exact: true }).waitFor();
    await tabTo('#history a[href$="version=1"]');
    await page.keyboard.press('Enter');
    await page.getByText('Rows that differ from the current config are marked.').waitFor();
    await tabTo('button:has-text("Restore this version")');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo('dialog button:has-text("Restore this version")');
    await page.keyboard.press('Enter');
    await title(page, 3).waitFor();
    assert.equal(await stored(id), STORED);
  });

  it('is the same in the table and as one text, and keeps hidden secrets', async () => {
    const { id, watched, page } = await opened();
    const shown = 'ver|1|url|https://p.example.com/done|auth|********|not_headers|X-A,********|http_err|503|legacy|b';
    assert.equal(await raw(page).inputValue(), shown);
    await raw(page).fill(
      shown.replace('p.example.com', 'q.example.com').replace('X-A,********', 'X-A,********,X-B,two'),
    );
    assert.equal(await field(page, 'url').inputValue(), 'https://q.example.com/done');
    await raw(page).fill('ver|1|url');
    await page.getByText('the number of parts is odd').waitFor();
    await lookAt(watched, 'config-raw-fault');
    assert.equal(await field(page, 'url').inputValue(), 'https://q.example.com/done');
    await field(page, 'legacy').fill('c');
    assert.match(await raw(page).inputValue(), /q\.example\.com.*X-B,\*{8}\|http_err\|503\|legacy\|c$/);
    await page.keyboard.press('Control+s');
    await title(page, 2).waitFor();
    const expected = STORED.replace('p.example.com', 'q.example.com').replace('|http_err', ',X-B,two|http_err');
    assert.equal(await stored(id), expected.replace('legacy|b', 'legacy|c'));
  });

  it('is merged when somebody else has saved first', async () => {
    const { id, watched, page } = await opened();
    const other = (await world.enter(`/accounts/${id}/config`, 'operator')).page;
    await field(other, 'url').fill('https://theirs.example.com');
    await field(page, 'url').fill('https://mine.example.com');
    await field(page, 'legacy').fill('mine');
    await field(other, 'http_err').fill('500');
    await other.keyboard.press('Control+s');
    await title(other, 2).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('1 row to decide').waitFor();
    await lookAt(watched, 'config-conflict');
    await page.getByLabel('yours').check();
    await page.getByRole('button', { name: 'Save merged' }).click();
    await title(page, 3).waitFor();
    const merged = STORED.replace('https://p.example.com/done', 'https://mine.example.com').replace('503', '500');
    assert.equal(await stored(id), merged.replace('legacy|b', 'legacy|mine'));
  });

  it('is restored from its history, and its draft waits while somebody looks at other screens', async () => {
    const { id, watched, page } = await opened();
    await field(page, 'legacy').fill('c');
    await page.keyboard.press('Control+s');
    await title(page, 2).waitFor();
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await page.getByText('Rows that differ from the current config are marked.').waitFor();
    assert.match(await focused(page), /^Config of Acme/);
    await lookAt(watched, 'config-version');
    await page.getByRole('button', { name: 'Restore this version' }).click();
    await lookAt(watched, 'config-restore');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore this version' }).click();
    await title(page, 3).waitFor();
    assert.match(await focused(page), /^Config of Acme/);
    assert.equal(await stored(id), STORED);
    await field(page, 'legacy').fill('kept');
    await page.getByRole('link', { name: 'You', exact: true }).click();
    await page.goBack();
    assert.equal(await field(page, 'legacy').inputValue(), 'kept');
  });

  it('that cannot be read is shown to an admin and mended', async () => {
    const id = await world.seed.account({ config: 'ver|1|url' });
    const watched = await world.enter(`/accounts/${id}/config`);
    const { page } = watched;
    await page.getByRole('button', { name: 'Show the stored text' }).waitFor();
    await lookAt(watched, 'config-unreadable');
    await page.getByRole('button', { name: 'Show the stored text' }).click();
    await page.getByLabel('Stored text').fill('ver|1|cmp|0');
    await page.getByRole('button', { name: 'Save the mended text' }).click();
    await field(page, 'cmp').waitFor();
    assert.equal(await stored(id), 'ver|1|cmp|0');
  });

  it('has the status that an address names as an unsaved change, once', async () => {
    const { id, watched, page } = await opened();
    const address = `${world.address}/accounts/${id}/config`;
    const open = async (query: string) => {
      await page.evaluate(`history.pushState(null, '', ${JSON.stringify(address + query)})`);
      await page.waitForURL(address);
      return field(page, 'http_err').inputValue();
    };
    assert.equal(await open('?add_http_err=503'), '503');
    assert.equal(await page.getByText('Nothing to save').count(), 1);
    assert.equal(await open('?add_http_err=soon'), '503');
    assert.equal(await open('?add_http_err=429'), '503,429');
    await lookAt(watched, 'config-changed');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Discard', exact: true }).first().click();
    await page.getByText('Nothing to save').waitFor();
    assert.equal(await field(page, 'http_err').inputValue(), '503');
    await page.reload();
    await field(page, 'http_err').waitFor();
    assert.equal(await field(page, 'http_err').inputValue(), '503');
  });

  it('is empty at first, shows a viewer its fields, and says so where there is none', async () => {
    const empty = await world.enter(`/accounts/${await world.seed.account({ config: '' })}/config`);
    await empty.page.getByText('The config has no fields yet.').waitFor();
    await lookAt(empty, 'config-empty');
    const viewer = await world.enter(`/accounts/${await world.seed.account({ config: STORED })}/config`, 'viewer');
    await viewer.page.getByText('Your role may look at it.').waitFor();
    await lookAt(viewer, 'config-viewer');
    assert.equal(await viewer.page.getByRole('textbox', { name: 'url' }).count(), 0);
    await viewer.page.goto(`${world.address}/accounts/999999/config`);
    await viewer.page.getByText('There is nothing here').waitFor();
    await lookAt(viewer, 'config-unknown');
  });
});
