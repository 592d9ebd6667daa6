import assert from 'node:assert/strict';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('the search of the console', (world) => {
  it('is reached and used by the keyboard alone, from any screen', async () => {
    const account = await world.seed.account({ name: 'Quartz Quarries' });
    await world.seed.account({ name: 'Quartz Watches' });
    await world.seed.user({ name: 'quartz-bot' });
    const watched = await world.enter('/me');
    const { page } = watched;
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search' });
    await page.locator('[role="combobox"]:focus').waitFor();

    await page.keyboard.type('quartz');
    await page.getByRole('option', { name: /quartz-bot/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('option', { name: /quartz-bot/, selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /Quartz Watches/, selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /Quartz Quarries/, selected: true }).waitFor();
    await lookAt(watched, 'search');
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    assert.equal(await box.inputValue(), 'quartz');
    await page.keyboard.press('Escape');
    assert.equal(await box.inputValue(), '');

    await page.keyboard.type(account);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Quartz Quarries/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Quartz Quarries' }).waitFor();
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1');
    assert.equal(await box.inputValue(), '');
  });

  it('says what it looks for when it finds nothing, and drops the answer to an older text', async () => {
    await world.seed.account({ name: 'Onyx' });
    const watched = await world.enter('/me', 'viewer');
    const { page } = watched;
    // The first answer is held until the second one is there.
    let release: (() => void) | undefined;
    await page.route('**/v1/admin/search?q=Onyx', async (route) => {
      await new Promise<void>((done) => (release = done));
      await route.continue().catch(() => undefined);
    });
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.fill('Onyx');
    await page.keyboard.press('Enter');
    await page.getByText('Searching…').waitFor();
    await box.fill('nobody at all');
    await page.keyboard.press('Enter');
    await page
      .locator('.search-results')
      .getByText(/^Nothing found/)
      .waitFor();
    release!();
    await lookAt(watched, 'search-nothing');
    assert.equal(await page.getByRole('option').count(), 0);
    await page.unrouteAll({ behavior: 'wait' });
  });
});
