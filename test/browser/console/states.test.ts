import { setConsoleRole } from '../../../db/accounts/users.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { seedNotification } from '../../support/seed-notification.js';
import { sqlite } from '../../support/databases.js';
import { describeConsole, signInOn } from './describe-console.js';
import { glanceAt, lookAt } from './look-at.js';
import { SCREENS } from './screens.js';

// With and without filters.
const LIST = /\/v1\/admin\/notifications(\?|$)/;

const problem = (status: number, title: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status, title, detail: 'Some words about it.' }),
});

describeConsole('what a screen of the console shows', (world) => {
  it('while it reads, and when nobody answers', async () => {
    const watched = await world.enter('/me');
    const { page } = watched;
    let isHeld = true;
    const held: (() => Promise<void>)[] = [];
    await page.route(LIST, async (route) => {
      const refuse = () => route.abort('connectionrefused');
      if (isHeld) held.push(refuse);
      else await refuse();
    });
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    await page.getByText('Reading…').waitFor();
    await lookAt(watched, 'state-loading');
    isHeld = false;
    for (const refuse of held) await refuse();
    await page.getByRole('alert').getByText('The gateway does not answer').waitFor();
    await lookAt(watched, 'state-error');
  }).timeout(180_000);

  it('of what was read before, while nobody answers or a request is refused', async () => {
    const partner = await world.seed.partner();
    const { notificationId: id } = await seedNotification(world.db, partner, { state: 'rejected' });
    const watched = await world.enter('/notifications');
    const { page } = watched;
    const away = page.getByText('The gateway does not answer now');
    let reply: 'refused' | ReturnType<typeof problem> = 'refused';
    await page.getByRole('link', { name: id, exact: true }).first().waitFor();
    await page.route(LIST, (route) =>
      typeof reply === 'object' ? route.fulfill(reply) : route.abort('connectionrefused'),
    );
    await away.waitFor();
    await page.getByRole('link', { name: id, exact: true }).first().waitFor();
    await lookAt(watched, 'state-stale');

    reply = problem(400, 'Not a valid request');
    await page.getByRole('alert').getByText('Not a valid request').waitFor();
    await page.getByText('What is shown below is from before').waitFor();
    await away.waitFor({ state: 'detached' });
    await lookAt(watched, 'state-refused');
    reply = problem(503, 'The database is away');
    await away.waitFor();
    await page.unroute(LIST);
    await away.waitFor({ state: 'detached' });
  }).timeout(180_000);

  it('when the role was taken away meanwhile: which one it needs', async () => {
    const partner = await world.seed.partner();
    const { notificationId: id } = await seedNotification(world.db, partner, { state: 'rejected' });
    const user = await world.operator('operator');
    const watched = await world.open();
    const { page } = watched;
    await page.goto(`${world.address}/notifications/${id}`);
    await signInOn(watched, user);
    const replay = page.getByRole('button', { name: 'Replay', exact: true });
    await replay.waitFor();
    const userId = (await world.db('users').where({ name: user.name }).pluck('id'))[0]!;
    await writeTransaction(world.db, (trx) => setConsoleRole(trx, userId, 'viewer'));
    await replay.click();
    await page.getByText('This needs the role operator, and yours is viewer.').waitFor();
    await lookAt(watched, 'state-role');
  }).timeout(180_000);
});

describeConsole(
  'each screen of the console',
  (world) => {
    it('says that it reads, and what went wrong', async () => {
      const watched = await world.enter('/me');
      const { page } = watched;
      // The session itself is answered.
      const read = /\/v1\/admin\/(?!session$)/;
      for (const screen of SCREENS) {
        const fail = problem(500, 'Something went wrong');
        let isHeld = true;
        const held: (() => Promise<void>)[] = [];
        await page.route(read, async (route) => {
          if (isHeld) held.push(() => route.fulfill(fail));
          else await route.fulfill(fail);
        });
        await page.goto(world.address + screen);
        await page
          .getByText(/^Reading( the position)?…$/)
          .first()
          .waitFor();
        await glanceAt(watched, `${screen}, while it reads`, 'narrow-dark');
        isHeld = false;
        for (const answer of held) await answer();
        await page.getByRole('alert').getByText('Something went wrong').first().waitFor();
        await page.getByRole('button', { name: 'Try again' }).first().waitFor();
        await glanceAt(watched, `${screen}, after a failure`, 'wide-light');
        await page.unroute(read);
      }
    }).timeout(300_000);

    it('says why it is empty', async () => {
      const watched = await world.enter('/me');
      const { page } = watched;
      const empty = {
        '/users?q=nobody': 'No user',
        '/positions': 'There are no positions yet',
        '/replays': 'No replay was ordered yet',
        '/notifications': 'There are no notifications yet',
        '/applications': 'There are no applications yet',
        '/accounts': 'There are no accounts yet',
      };
      for (const [screen, text] of Object.entries(empty)) {
        await page.goto(world.address + screen);
        await page.getByText(text).first().waitFor();
        await glanceAt(watched, `${screen}, empty`, 'narrow-dark');
      }
    }).timeout(180_000);
  },
  { kinds: [sqlite] },
);
