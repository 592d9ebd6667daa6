import assert from 'node:assert/strict';
import { seedNotification } from '../../support/seed-notification.js';
import { type TestPartner } from '../../support/seed.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

const HOSTILE = 'Eve \u202Eexe.piz <img src=x onerror=alert(1)>';

describeConsole('applications in the console', (world) => {
  let owner: TestPartner;
  let made = 0;

  beforeEach(async () => {
    owner = await world.seed.partner();
  });

  const order = (name: string, more: object = {}) => {
    const email = `candidate-${++made}@example.com`;
    const fields = [
      { name: 'app_full_name', value: name },
      { name: 'email', value: email },
    ];
    const options = { fields, candidateEmail: email, createdAt: Date.now(), expiresAt: Date.now() + 1e9, ...more };
    return world.seed.application(owner, options).then((id) => ({ id, email }));
  };

  it('are found by e-mail, and by filters that are in the address', async () => {
    const { id, email } = await order(HOSTILE);
    await order('آدا لوفلايس');
    const watched = await world.enter(`/applications?account=${owner.accountId}`);
    const { page } = watched;
    await page.getByText('Eve \\u202eexe.piz <img src=x onerror=alert(1)>').waitFor();
    await lookAt(watched, 'applications');
    await page.getByLabel('Id or e-mail').fill(email);
    await page.waitForURL(/q=/);
    await page.getByRole('link', { name: id, exact: true }).waitFor();
    await page.getByLabel('Status').selectOption('cancelled');
    await page.getByText('No application matches this filter.').waitFor();
    await lookAt(watched, 'applications-empty');
    await page.goBack();
    await page.getByRole('link', { name: id, exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Account' }).fill('Nobody has this name');
    await page.getByText('No account has this name.').waitFor();
    await page.getByLabel('Position id').fill('Sales');
    await page.getByText('A position’s id has digits only.').waitFor();
    await lookAt(watched, 'applications-fault');
  });

  it('are extended, invited again and cancelled, each after a question', async () => {
    const { id } = await order(HOSTILE, { appEmail: 'candidate@example.com' });
    const watched = await world.enter(`/applications/${id}`);
    const { page } = watched;
    await page.getByRole('button', { name: 'Extend…' }).click();
    const extending = page.getByRole('dialog');
    await extending.getByLabel('Last day to answer (UTC)').fill('2020-01-01');
    await extending.getByRole('button', { name: 'Extend' }).click();
    await extending.getByText('must be a day YYYY-MM-DD from today on').waitFor();
    await lookAt(watched, 'application-extend');
    await extending.getByLabel('Last day to answer (UTC)').fill('2040-12-31');
    await extending.getByRole('button', { name: 'Extend' }).click();
    await page.getByText('31 Dec 2040').waitFor();
    await page.getByRole('button', { name: 'Send the invitation again…' }).click();
    await page.getByText('It goes to candidate@example.com.').waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('cell', { name: 'waiting' }).waitFor();
    await lookAt(watched, 'application');
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await lookAt(watched, 'application-cancel');
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByText('cancelled', { exact: true }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Extend…' }).count(), 0);
  });

  it('show a completed one with its notification, and to a viewer without links', async () => {
    const { applicationId } = await seedNotification(world.db, owner, { state: 'delivered' });
    const watched = await world.enter(`/applications/${applicationId}`, 'viewer');
    const { page } = watched;
    await page.getByText('Links need the role operator').waitFor();
    await page.getByRole('cell', { name: 'delivered' }).waitFor();
    await lookAt(watched, 'application-completed');
    assert.doesNotMatch(await page.content(), /app_link=/);
    await page.goto(`${world.address}/applications/999999999`);
    await page.getByText('There is nothing here').waitFor();
    await lookAt(watched, 'application-unknown');
  });
});
