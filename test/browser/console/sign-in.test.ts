import assert from 'node:assert/strict';
import { describeConsole, signInOn } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('signing in to the console', (world) => {
  const heading = (name: string) => ({ name, level: 1 as const });

  it('asks at every address who it is, says what is wrong, and leads to what was asked for', async () => {
    const watched = await world.open();
    const { page } = watched;
    const user = await world.operator('viewer');
    await page.goto(`${world.address}/me?from=a-link`);
    await page.getByRole('heading', heading('Sign in')).waitFor();
    await lookAt(watched, 'sign-in');

    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password').waitFor();
    await lookAt(watched, 'sign-in-missing');
    await page.getByLabel('User').fill(user.name);
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await lookAt(watched, 'sign-in-wrong');

    await signInOn(watched, user);
    await page.getByRole('heading', heading('You')).waitFor();
    assert.equal(page.url(), `${world.address}/me?from=a-link`);
    await page.getByText('Chrome on Linux').waitFor();
    await lookAt(watched, 'me');
  });

  it('ends in all tabs at once', async () => {
    const { page } = await world.enter('/me');
    const other = await page.context().newPage();
    await other.goto(`${world.address}/me`);
    await other.getByRole('heading', heading('You')).waitFor();
    await page.getByRole('button', { name: /admin$/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    for (const tab of [page, other]) await tab.getByText('You are signed out.').waitFor();
    await other.reload();
    await other.getByRole('heading', heading('Sign in')).waitFor();
  });

  it('changes the password, and ends the session elsewhere, which says so', async () => {
    const user = await world.operator('operator');
    const here = await world.open();
    const there = await world.open();
    for (const watched of [here, there]) {
      await watched.page.goto(`${world.address}/me`);
      await signInOn(watched, user);
      await watched.page.getByText('This one').waitFor();
    }
    const { page } = here;
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('link', { name: 'New password must be filled in' }).click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'password-new');
    await lookAt(here, 'me-faults');
    await page.getByLabel('Your password now').fill('wrong');
    await page.getByLabel('New password', { exact: true }).fill('Another horse, 2 batteries');
    await page.getByLabel('New password again').fill('Another horse, 2 batteries');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('link', { name: 'Your password now is not your password' }).waitFor();
    await page.getByLabel('Your password now').fill(user.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('status').getByText('Your password is changed').waitFor();

    await there.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await there.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await there.page.getByText('Your session has ended').waitFor();
    await lookAt(there, 'session-ended');
  });

  it('keeps the zone and the colours that somebody chose', async () => {
    const watched = await world.enter('/me');
    const { page } = watched;
    await page.getByRole('button', { name: /admin$/ }).click();
    await page.getByLabel('Dark').check();
    await page.getByLabel('Times in UTC').check();
    await lookAt(watched, 'user-menu');
    await page.reload();
    await page.getByRole('heading', heading('You')).waitFor();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.goto(`${world.address}/nowhere`);
    await page.getByRole('heading', heading('There is no such page')).waitFor();
  });
});
