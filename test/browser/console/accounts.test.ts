import assert from 'node:assert/strict';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { setNotificationsPaused } from '../../../db/notifications/notification-accounts.js';
import { seedNotification } from '../../support/seed-notification.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('the accounts in the console', (world) => {
  it('are listed, searched and paged, with the filter in the address', async () => {
    const watched = await world.enter('/accounts?q=nobody');
    const { page } = watched;
    await page.getByText('No account fits the filter.').waitFor();
    await lookAt(watched, 'accounts-empty');
    const url = 'ver|1|url|https://ats.acme.example/hook?token=secret';
    const acme = await world.seed.account({ name: 'Acme Recruiting', config: url });
    await world.seed.account({ name: 'Borg & Sons' });
    await writeTransaction(world.db, (trx) => setNotificationsPaused(trx, acme, true));
    await page.getByLabel('Name or id').fill('');
    await page.getByRole('link', { name: 'Borg & Sons' }).waitFor();
    await lookAt(watched, 'accounts');
    await page.getByLabel('State').selectOption('paused');
    await page.getByRole('link', { name: 'Borg & Sons' }).waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).search, '?paused=true');
    await page.goBack();
    await page.getByRole('link', { name: 'Borg & Sons' }).waitFor();
    await page.getByRole('searchbox').fill('ACME');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Borg & Sons' }).waitFor({ state: 'detached' });
    assert.ok(!(await page.content()).includes('token=secret'));

    await page.getByRole('link', { name: 'Acme Recruiting' }).click();
    await page.getByRole('heading', { name: 'Acme Recruiting' }).waitFor();
    await page.getByText('None yet, so its partner can order nothing.').waitFor();
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1');
    await lookAt(watched, 'account');
    await page.getByRole('button', { name: 'Resume notifications' }).click();
    await page.getByRole('button', { name: 'Pause notifications' }).click();
    await lookAt(watched, 'account-pause');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('are paused from the overview where their notifications are late, and that is undone there', async () => {
    const late = await world.seed.partner({ name: 'Late Labs', config: 'ver|1|url|https://late.example.com' });
    await seedNotification(world.db, late);
    const due = { due_ms: Date.now() - 10 * 60_000 };
    await writeStatement(world.db, (to) => to('notification_queue').where({ account_id: late.accountId }).update(due));
    const paused = async () =>
      (await world.db('notification_accounts').where({ account_id: late.accountId }).pluck('paused'))[0];
    const watched = await world.enter('/', 'operator');
    const { page } = watched;
    await page.getByRole('button', { name: 'Pause notifications of Late Labs' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hold the notifications of Late Labs back?' });
    await dialog.getByRole('button', { name: 'Pause notifications' }).click();
    await page.getByText(`You hold the notifications of Late Labs (${late.accountId}) back.`).waitFor();
    await page.getByText(/^The oldest due notification/).waitFor({ state: 'detached' });
    assert.equal(Number(await paused()), 1);
    await lookAt(watched, 'overview-paused');
    await page.locator(':focus', { hasText: 'Undo' }).press('Enter');
    await page.getByText(/^The oldest due notification/).waitFor();
    assert.equal(Number(await paused()), 0);
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1');
    await writeTransaction(world.db, (trx) => setNotificationsPaused(trx, late.accountId, true));
  });

  it('are created by name, and an id that is taken is refused in words', async () => {
    const watched = await world.enter('/accounts', 'operator');
    const { page } = watched;
    const taken = await world.seed.account({ name: 'Taken' });
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Wonka Works');
    await page.getByLabel('Id (optional)').fill(taken);
    await page.keyboard.press('Enter');
    await page.getByText(`There is an account ${taken} already.`).waitFor();
    await lookAt(watched, 'account-new');
    await page.getByLabel('Id (optional)').fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Wonka Works' }).waitFor();
    await page.getByText('no url yet').first().waitFor();
  });

  it('can only be looked at by a viewer, and an unknown one says so', async () => {
    const watched = await world.enter('/accounts/999999', 'viewer');
    await watched.page.getByText('There is nothing here').waitFor();
    await lookAt(watched, 'account-unknown');
    assert.equal(await watched.page.getByRole('button', { name: /Pause|Disable/ }).count(), 0);
  });
});
