import assert from 'node:assert/strict';
import { recordAttempts } from '../../../db/notifications/notification-attempts.js';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { seedNotification } from '../../support/seed-notification.js';
import { type TestPartner } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

const CONFIG = 'ver|1|url|https://ats.example.com/hook|ext_notify|yes|http_err|429|auth|bot:planted-secret';
const MINUTE = 60_000;

describeConsole('notifications in the console', (world) => {
  let owner: TestPartner;

  beforeEach(async () => {
    owner = await world.seed.partner({ name: 'Acme \u202Egro.live <b>', config: CONFIG });
  });

  const make = async (more: Parameters<typeof seedNotification>[2] = {}, status = 503) => {
    const createdAt = Date.now() - 10 * MINUTE;
    const expiresAt = Date.now() + 1_000 * MINUTE;
    const { notificationId: id } = await seedNotification(world.db, owner, {
      state: 'rejected',
      createdAt,
      expiresAt,
      ...more,
    });
    await writeStatement(world.db, (to) => to('notifications').where({ id }).update({ last_status: status }));
    return id;
  };

  const failedNow = async (id: string) => {
    const startedAt = Date.now();
    const times = { startedAt, dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 1 };
    const result = { outcome: 'rejected', status: 503, fault: null, address: null, reply: '' } as const;
    await writeTransaction(world.db, async (trx) => {
      await recordAttempts(trx, [{ notificationId: id, number: 1, ...times, ...result }]);
      await trx('notifications').where({ id }).update({ last_started_ms: startedAt });
    });
  };

  it('replay what matches the filter, and say so when more match than were counted', async () => {
    await make();
    const second = await make();
    await make({}, 404);
    await make({ expiresAt: world.clock.now });
    const watched = await world.enter(`/notifications?account=${owner.accountId}&fault=503&since=24h`);
    const { page } = watched;
    await page.getByText('3 match').waitFor();
    await lookAt(watched, 'notifications');
    await page.getByRole('button', { name: 'Replay all 3' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay 3 notifications?' });
    await dialog.getByText('1 is past its time and is skipped.').waitFor();
    await lookAt(watched, 'notifications-replay-all');
    const late = await make();
    await dialog.getByRole('button', { name: 'Replay 2' }).click();
    await dialog.getByText('4 match now, and not 3').waitFor();
    await lookAt(watched, 'notifications-replay-more');
    await dialog.getByRole('button', { name: 'Count again' }).click();
    await page.getByRole('button', { name: 'Replay 3', exact: true }).click();
    await page.getByRole('heading', { name: /^Replay \d+$/ }).waitFor();
    await page.getByText('0 of 4').waitFor();
    await lookAt(watched, 'replay-running');
    while ((await workReplays(world.db, Date.now())) > 0);
    await page.getByText('4 of 4').waitFor();
    await page.getByText('finished', { exact: true }).waitFor();
    await lookAt(watched, 'replay-finished');
    const live = await world.db('notifications').where({ account_id: owner.accountId, state: 1 }).pluck<string[]>('id');
    assert.ok(live.includes(second) && live.includes(late));
    assert.equal(live.length, 3);
    await page.getByRole('link', { name: 'Replays' }).click();
    await page.getByRole('cell', { name: '4 of 4' }).first().waitFor();
    await lookAt(watched, 'replays');
  });

  it('count new rows and show them on demand, and replay one', async () => {
    const old = await make();
    const watched = await world.enter(`/notifications?account=${owner.accountId}`);
    const { page } = watched;
    await page.getByRole('link', { name: old, exact: true }).first().waitFor();
    const young = await make({ createdAt: Date.now() });
    await page.getByText('New since you looked: 1').waitFor();
    assert.equal(await page.getByRole('button', { name: `Replay ${young}` }).count(), 0);
    await lookAt(watched, 'notifications-newer');
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByRole('button', { name: `Replay ${young}` }).click();
    await page.getByRole('cell', { name: 'live', exact: true }).waitFor();
    const row = await world.db('notifications').where({ id: young }).first('state');
    assert.equal(row?.state, 1);
  });

  it('keep every filter in the address, through back and forward and a link', async () => {
    const id = await make();
    const watched = await world.enter('/notifications');
    const { page } = watched;
    const account = page.getByRole('combobox', { name: 'Account' });
    await account.fill(owner.accountId);
    await account.press('Enter');
    await page.getByText('1 matches').waitFor();
    await page.getByLabel('State').selectOption('delivered');
    await page.getByText('No notification matches this filter.').waitFor();
    await lookAt(watched, 'notifications-empty');
    await page.goBack();
    await page.getByRole('link', { name: id, exact: true }).first().waitFor();
    assert.equal(await page.getByLabel('State').inputValue(), '');
    await page.goForward();
    await page.getByText('No notification matches this filter.').waitFor();
    assert.equal(await page.getByLabel('State').inputValue(), 'delivered');
    await page.getByLabel('Created', { exact: true }).selectOption('period');
    await page.getByLabel('Created from').fill('2026-01-02T03:04');
    await page.waitForURL(/since=2026-01-0\dT/);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.waitForURL(/\/notifications$/);
    // No replay has this filter, so none may seem to have it.
    await failedNow(id);
    await page.getByLabel('Failed').selectOption('1h');
    await page.getByRole('link', { name: id, exact: true }).first().waitFor();
    await page.getByText('A replay of all goes by state and last answer').waitFor();
    await page.waitForURL(/\?failed_since=1h$/);
    await page.goto(`${world.address}/notifications?failed_since=2026-01-02T03:04:05.000Z`);
    await page.getByRole('option', { name: /^since 2 Jan/ }).waitFor({ state: 'attached' });
  });

  it('show the attempts of one, with the reply as text, why it ended and what would be sent, without secrets', async () => {
    const id = await make();
    const times = { startedAt: Date.now(), dnsMs: 1, connectMs: 2, firstByteMs: 3, totalMs: 1234 };
    const attempt = { notificationId: id, ...times, outcome: 'rejected', fault: null, address: '192.0.2.1' } as const;
    const reply = `<img src=x onerror=alert(1)> \u202Egnorw ${'long '.repeat(50)}${'x'.repeat(500)}`;
    await writeTransaction(world.db, (trx) =>
      recordAttempts(trx, [
        { ...attempt, number: 1, status: 429, reply: 'earlier' },
        { ...attempt, number: 2, status: 503, reply },
      ]),
    );
    const watched = await world.enter(`/notifications/${id}`);
    const { page } = watched;
    const shown = page.getByRole('region', { name: 'Reply to attempt 2' });
    assert.match((await shown.textContent())!, /^<img src=x onerror=alert\(1\)> \\u202egnorw/);
    await page.getByText('503 is final').waitFor();
    const link = page.getByRole('link', { name: 'Add 503 to http_err…' });
    assert.match((await link.getAttribute('href'))!, new RegExp(`/accounts/${owner.accountId}/config`));
    await page.getByText('Authorization: Basic ********').waitFor();
    const replayed = page.locator('dt', { hasText: 'Replayed' }).locator('xpath=following-sibling::dd');
    assert.equal(await replayed.textContent(), 'never');
    await lookAt(watched, 'notification');
    assert.doesNotMatch(await page.content(), /planted/);
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('live', { exact: true }).waitFor();
    await replayed.locator('time').waitFor();
  });

  it('show what is missing, are found by the name of their account, and offer a viewer no replay', async () => {
    for (const name of ['Zeta Works', 'Zeta Search']) owner = await world.seed.partner({ name, config: CONFIG });
    const id = await make();
    const watched = await world.enter('/notifications/999999999', 'viewer');
    const { page } = watched;
    await page.getByText('There is nothing here').waitFor();
    await lookAt(watched, 'notification-unknown');
    await page.getByRole('link', { name: 'Notifications', exact: true }).first().click();
    const account = page.getByRole('combobox', { name: 'Account' });
    await account.fill('zeta');
    await account.press('Enter');
    await page.getByText('Several accounts have this in their name.').waitFor();
    assert.equal(new URL(page.url()).search, '');
    await lookAt(watched, 'notifications-accounts');
    await account.fill('zeta se');
    await account.press('Enter');
    await page.waitForURL(`**/notifications?account=${owner.accountId}`);
    await page.getByRole('link', { name: id, exact: true }).first().waitFor();
    const named = `Zeta Search (${owner.accountId})`;
    await waitUntil('the name of the account', async () => (await account.inputValue()) === named);
    assert.equal(await page.getByRole('button', { name: /Replay/ }).count(), 0);
  });
});
