import assert from 'node:assert/strict';
import { type BrowserContext, type Page } from 'playwright-core';
import { readProgress } from '../../db/applications/questionnaire-progress.js';
import { type Invited, type Site, startSite } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { waitUntil } from '../support/wait-until.js';

withBrowser('answers that are not saved yet', (open) => {
  let database: TestDatabase;
  let site: Site;
  let invited: Invited;
  let page: Page;
  let context: BrowserContext;

  before(async () => {
    database = await sqlite.create();
    site = await startSite(database.db);
  });
  after(async () => {
    await site.close();
    await database.close();
  });
  beforeEach(async () => {
    invited = await site.invite();
    ({ page } = await open());
    context = page.context();
  });
  afterEach(() => context.close());

  const addressOf = (more = '') => site.origin + invited.link + more;
  const choose = (at: Page, question: string, choice: string) =>
    at.getByRole('radiogroup', { name: question }).getByText(choice, { exact: true }).click();
  const saved = async () =>
    Object.fromEntries((await readProgress(site.db, invited.applicationId)).answers.map(({ q, a }) => [q, a]));
  const keptHere = (at: Page) => at.evaluate<Record<string, string>>('({ ...localStorage })');

  it('stay on the page without a network, are said to be safe, and go on when it is back', async () => {
    await page.goto(addressOf('&page=1'));
    await context.setOffline(true);
    await choose(page, 'Question 1?', 'choice 3');
    await choose(page, 'Question 2?', 'choice 1');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('status').getByText('Not sent yet: 2. Your answers are safe on this device').waitFor();
    await page.getByRole('heading', { name: 'Page 1 of 2' }).waitFor();
    const kept = await keptHere(page);
    assert.equal(Object.keys(kept).length, 1);
    assert.ok(!JSON.stringify(kept).includes(invited.appToken), 'the link is not in the memory of the browser');
    await context.setOffline(false);
    await page.getByText('Answered: 2 of 4').waitFor();
    assert.deepEqual(await keptHere(page), {}, 'what is saved is not kept here any longer');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { name: 'Page 2 of 2' }).waitFor();
  });

  it('outlive the page: what was typed or ticked without a network is there again, and is sent', async () => {
    await page.goto(addressOf('&page=2'));
    await context.setOffline(true);
    await choose(page, 'Question 3?', 'choice 2');
    await page.getByRole('textbox').pressSequentially('A th');
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(addressOf('&page=2'));
    assert.equal(await again.getByRole('textbox').inputValue(), 'A th');
    await again.getByText('Answered: 2 of 4').waitFor();
    assert.deepEqual(await saved(), { 3: 2, 4: 'A th' });
    assert.deepEqual(await keptHere(again), {});
  });

  it('are sent from any page of the questionnaire, also from the last one', async () => {
    await page.goto(addressOf('&page=1'));
    await context.setOffline(true);
    await choose(page, 'Question 1?', 'choice 2');
    await page.close();
    await context.setOffline(false);
    const last = await context.newPage();
    await last.goto(addressOf('&page=3'));
    await last.getByText('Answered: 1 of 4').waitFor();
    assert.deepEqual(await saved(), { 1: 2 });
  });

  it('are sent when the page is hidden, before the pause of typing is over', async () => {
    await page.goto(addressOf('&page=2'));
    await page.getByRole('textbox').pressSequentially('Hidden');
    await page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );
    await waitUntil('the typed text', async () => (await saved())['4'] === 'Hidden');
  });

  it('are forgotten once the questionnaire is over', async () => {
    await page.goto(addressOf('&page=1'));
    await context.setOffline(true);
    await choose(page, 'Question 1?', 'choice 2');
    await page.getByRole('status').getByText('Not sent yet: 1').waitFor();
    assert.notDeepEqual(await keptHere(page), {});
    await site.post(`${invited.link}&page=3`, { 'f.shift': 'x', 'q.1': '1', 'q.2': '1', 'q.4': 'x', go: 'submit' });
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.deepEqual(await keptHere(page), {});
  });

  it('do not overwrite newer ones of another device, and the candidate is told', async () => {
    await page.goto(addressOf('&page=1'));
    const other = (await open()).page;
    await other.goto(addressOf('&page=1'));
    await choose(other, 'Question 1?', 'choice 5');
    await other.getByText('Answered: 1 of 4').waitFor();
    await choose(page, 'Question 2?', 'choice 1');
    await page.getByText('Answered: 2 of 4').waitFor();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { name: 'Page 2 of 2' }).waitFor();
    assert.deepEqual(await saved(), { 1: 5, 2: 1 }, 'what was only seen on the stale page is not sent');

    await choose(other, 'Question 2?', 'choice 4');
    await other.getByText('also changed on another page or device: “choice 1”').waitFor();
    assert.deepEqual(await saved(), { 1: 5, 2: 1 });
    await choose(other, 'Question 2?', 'choice 3');
    await waitUntil('the decision', async () => (await saved())['2'] === 3);
    await other.context().close();
  });
});
