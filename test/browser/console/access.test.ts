import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { permissionsOf } from '../../../db/accounts/permissions.js';
import { PERMISSIONS } from '../../../engine/permissions.js';
import { describeConsole, signInOn } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('access in the console', (world) => {
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const flag = (page: Page, group: string, name: string) => page.getByRole('group', { name: group }).getByLabel(name);
  // While a change is on its way, its button says so under another name. The bar is there until the change is stored.
  const saved = (page: Page) => page.getByText('Not saved yet').waitFor({ state: 'detached' });
  const stored = async (userId: string) =>
    (await permissionsOf(world.db, userId)).find(({ permission }) => permission === PERMISSIONS['partner-std'])!;

  it('makes a partner user, gives what is missing, and rotates its password', async () => {
    const id = await world.seed.account({ name: 'Acme' });
    const admin = await world.operator();
    const watched = await world.open();
    const { page } = watched;
    await page.goto(`${world.address}/accounts/${id}/access`);
    await signInOn(watched, admin);
    await page.getByText('no active partner user has a permission').waitFor();
    await page.getByRole('button', { name: 'Make a partner user…' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill(`acme-bot-${id}`);
    await page.keyboard.press('Enter');
    await page.getByText('I have stored it').waitFor();
    await lookAt(watched, 'access-password-once');
    await page.getByLabel('I have stored it').check();
    await button(page, 'Close').click();

    await flag(page, `partner-std of acme-bot-${id}`, 'add').uncheck();
    await page.keyboard.press('Control+s');
    await page.getByText(`acme-bot-${id} lacks creating applications`).waitFor();
    await lookAt(watched, 'access');
    await button(page, `Give acme-bot-${id} what is missing`).click();
    await page.getByText('enough to order and to read').waitFor();
    assert.ok(await flag(page, `partner-std of acme-bot-${id}`, 'add').isChecked());

    // The password was confirmed by the sign-in, which is over ten minutes ago now.
    world.clock.now += 11 * 60_000;
    await button(page, 'Rotate… first').click();
    await page.getByLabel('Last day of the old one').fill('2100-01-01');
    await page.getByLabel('What is the new one for?').fill('second');
    await button(page, 'Make a new password').click();
    await page.getByText('Your password, please').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(admin.password);
    await button(page, 'Go on').click();
    await page.getByText('The old password works until the end of 2100-01-01 (UTC).').waitFor();
    await page.getByLabel('I have stored it').check();
    await button(page, 'Close').click();
    await button(page, 'Rotate… second').waitFor();
  });

  it('asks whose change counts when two admins change the same user', async () => {
    const { accountId, user } = await world.seed.partner();
    const watched = await world.enter(`/accounts/${accountId}/access`);
    const other = (await world.enter(`/accounts/${accountId}/access`)).page;
    const { page } = watched;
    const group = `partner-std of ${user.name}`;
    await flag(page, group, 'delete').check();
    await flag(other, group, 'write').uncheck();
    await button(other, 'Save 1 change').click();
    await saved(other);
    await button(page, 'Save 1 change').click();
    await page.getByText(`has changed the permissions of ${user.name} meanwhile.`).waitFor();
    await lookAt(watched, 'access-conflict');
    await button(page, 'Keep mine, and save again').click();
    await saved(page);
    await page.getByText(`permissions of ${user.name} meanwhile.`).waitFor({ state: 'detached' });
    const { write, delete: mayDelete } = await stored(user.userId);
    assert.deepEqual([write, mayDelete], [true, true]);
  });

  it('has signing secrets that are shown once and removed after a question', async () => {
    const { accountId } = await world.seed.partner();
    const { page } = await world.enter(`/accounts/${accountId}/access`);
    await button(page, 'Add a signing secret').click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByLabel('I have stored it').check();
    await button(page, 'Close').click();
    await button(page, /^Remove… [0-9a-f]{12}$/).click();
    await button(page, 'Remove it').click();
    await page.getByText('notifications are not signed.').waitFor();
    assert.ok(!(await page.content()).includes('whsec_'));
  });

  it('lists users, creates one, and gives it a role and a password of the console', async () => {
    const watched = await world.enter('/users?role=admin');
    const { page } = watched;
    await page.getByRole('rowheader').first().waitFor();
    await lookAt(watched, 'users');
    const name = 'new-colleague';
    await button(page, 'Create a user').click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('dialog').getByLabel('Kind').selectOption('internal');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await button(page, 'Change the role…').click();
    await page.getByLabel('viewer: sees everything but secrets').check();
    await lookAt(watched, 'user-role');
    await button(page, 'Save').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Add a credential…').click();
    await page.getByLabel('What is it for?').fill('laptop');
    await button(page, 'Make it').click();
    await page.getByLabel('I have stored it').check();
    await button(page, 'Close').click();
    await page.getByRole('cell', { name: 'the console' }).waitFor();
    await lookAt(watched, 'user');
  });

  it('is only shown to an operator, and the account page tells what is missing', async () => {
    const { accountId, user } = await world.seed.partner();
    const watched = await world.enter(`/accounts/${accountId}/access`, 'operator');
    const { page } = watched;
    await page.getByRole('link', { name: user.name }).first().waitFor();
    assert.equal(await page.getByRole('checkbox').count(), 0);
    assert.equal(await button(page, /Rotate|Make a partner|Add/).count(), 0);
    await page.goto(`${world.address}/accounts/${accountId}`);
    await page.getByText('url is not set in the config').waitFor();
    await button(page, 'Rename…').click();
    await page.getByLabel('New name').fill('Renamed & Sons');
    await button(page, 'Rename').last().click();
    await page.getByRole('heading', { name: 'Renamed & Sons', level: 1 }).waitFor();
    await lookAt(watched, 'account-readiness');
  });
});
