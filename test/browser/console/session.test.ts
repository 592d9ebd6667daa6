import assert from 'node:assert/strict';
import { type WatchedPage } from '../../support/browser.js';
import { waitUntil } from '../../support/wait-until.js';
import { describeConsole, signInOn } from './describe-console.js';
import { lookAt } from './look-at.js';

const MINUTE_MS = 60_000;

describeConsole('a session of the console that ends', (world) => {
  const legacy = ({ page }: WatchedPage) => page.getByLabel('legacy', { exact: true });
  const ended = ({ page }: WatchedPage) => page.getByText('Your session has ended');

  /** Signs somebody in at an account's config, where something is typed and not saved. */
  async function begun() {
    const [user, id] = [await world.operator('operator'), await world.seed.account({ config: 'ver|1|legacy|b' })];
    const watched = await world.open();
    const { page } = watched;
    await page.clock.install({ time: world.clock.now });
    await page.goto(`${world.address}/accounts/${id}/config`);
    await signInOn(watched, user);
    await legacy(watched).waitFor();
    await legacy(watched).press('Control+a');
    await page.keyboard.type('typed');
    // The first look after somebody typed counts as use, and none after it: one that is marked has that behind it.
    const marked = page.waitForRequest((request) => request.headers()['pop-background'] !== undefined);
    await page.clock.fastForward(6_000);
    await marked;
    const seen = async () =>
      (await world.db('console_sessions as s').join('users as u', 'u.id', 's.user_id').where('u.name', user.name).max({ at: 's.seen_ms' }))[0]?.at as number; // prettier-ignore
    const passes = async (ms: number) => {
      world.clock.now += ms;
      await page.clock.fastForward(ms);
    };
    return { watched, page, user, seen, passes };
  }

  it('says so two minutes before, goes on for whoever stays, and gives what was typed back to the same user', async () => {
    const { watched, page, user, seen, passes } = await begun();
    // The clock of the page goes on, and a busy machine is slow.
    await passes(28 * MINUTE_MS + 5_000);
    await page.getByText(/You will be signed out in [01]:\d\d, because nothing was done/).waitFor();
    await lookAt(watched, 'session-bar');
    const stay = page.getByRole('button', { name: 'Stay signed in' });
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    await waitUntil('the use to be noted', async () => (await seen()) === world.clock.now);
    await passes(30 * MINUTE_MS);
    await ended(watched).waitFor();
    assert.ok(!(await page.content()).includes('legacy'));
    await lookAt(watched, 'session-idle');
    await signInOn(watched, user);
    assert.equal(await legacy(watched).inputValue(), 'typed');
  });

  it('gives what was typed to nobody else, and not to its user after somebody else was there', async () => {
    const { watched, user, passes } = await begun();
    for (const who of [await world.operator('operator'), user]) {
      await passes(31 * MINUTE_MS);
      await ended(watched).waitFor();
      await signInOn(watched, who);
      await watched.page.getByText('Nothing to save').waitFor();
      assert.equal(await legacy(watched).inputValue(), 'b');
    }
  });

  it('ends after twelve hours however it is used, and then nobody can stay', async () => {
    const { watched, page, user, seen, passes } = await begun();
    const start = world.clock.now;
    const end = 12 * 60 * MINUTE_MS;
    for (let used = 29 * MINUTE_MS; used < end; used += 29 * MINUTE_MS) {
      world.clock.now = start + used;
      assert.ok((await page.request.get(world.address.replace('/console', '/v1/admin/session'))).ok());
      await waitUntil('the use to be noted', async () => (await seen()) === world.clock.now);
    }
    world.clock.now = start;
    await passes(end - 90_000);
    await page.getByText(/Your session ends in 1:\d\d\. Then your password is needed again\./).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Stay signed in' }).count(), 0);
    await passes(90_000);
    await ended(watched).waitFor();
    await signInOn(watched, user);
    assert.equal(await legacy(watched).inputValue(), 'typed');
  });
});
