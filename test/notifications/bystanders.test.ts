import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { describeOnEachDatabase } from '../support/databases.js';
import { HeldRequests } from '../support/held-requests.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf, type TestPartner } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const CAP = 8;
const SLOW = 2;
const DUE_AT_HUNG = 60;
const HEALTHY = ['/a', '/b', '/c', '/d', '/e'];
const MUCH_MS = 600_000;

describeOnEachDatabase('accounts beside one whose receiver hangs', (create) => {
  let db: Knex;
  let hold: HeldRequests;
  let receiver: WebhookReceiver;
  let hung: TestPartner;
  let healthy: TestPartner[];
  let loop: ReturnType<typeof shortNotifier>;

  beforeEach(async () => {
    ({ db } = await create());
    hold = new HeldRequests();
    receiver = await startWebhookReceiver(({ path }, response) =>
      path === '/hung' ? hold.answer(response) : void response.end('ok'),
    );
    const seed = seedOf(db);
    const account = (path: string) => seed.partner({ config: `url|${receiver.urlOf(path)}` });
    // This account has the lowest id and the oldest rows, so it comes first in every order.
    hung = await account('/hung');
    healthy = [];
    for (const path of HEALTHY) healthy.push(await account(path));
    for (let n = 0; n < DUE_AT_HUNG; n += 1) await seedNotification(db, hung, { expiresAt: 4e12 });
    await notifyHealthy(10);
    // Nothing ends by time here, neither an attempt nor a lease.
    loop = shortNotifier(db, { deadlineMs: MUCH_MS, leaseMs: 2 * MUCH_MS });
  });
  afterEach(async () => {
    await loop.stop();
    await receiver.close();
  });

  async function notifyHealthy(each: number): Promise<void> {
    for (let n = 0; n < each; n += 1) {
      for (const owner of healthy) await seedNotification(db, owner, { expiresAt: 4e12 });
    }
  }

  const queued = async (owners: TestPartner[]): Promise<number> => {
    const accounts = owners.map(({ accountId }) => accountId);
    return ((await db('notification_queue').whereIn('account_id', accounts).pluck('notification_id')) as string[])
      .length;
  };
  const healthyDelivered = () => waitUntil('the healthy accounts', async () => (await queued(healthy)) === 0);
  const received = (path: string) => receiver.arrivals.filter((one) => one.path === path).length;

  it('get everything while the hung one has its cap of requests, or its slow lane, and no more', async () => {
    await healthyDelivered();
    await waitUntil('the cap', () => hold.held.size === CAP);
    for (const path of HEALTHY) assert.equal(received(path), 10);
    assert.deepEqual([received('/hung'), await queued([hung])], [CAP, DUE_AT_HUNG]);

    await waitUntil('the slow lane', () => {
      if (received('/hung') >= 2 * CAP && loop.underWay() <= SLOW && hold.held.size <= SLOW) return true;
      hold.reset();
      return false;
    });
    assert.ok(receiver.most('/hung') <= CAP);
    receiver.forgetPeaks();
    for (let round = 1; round <= 5; round += 1) {
      const before = received('/hung');
      hold.reset();
      await notifyHealthy(2);
      await healthyDelivered();
      await waitUntil('the next of the hung account', () => received('/hung') > before);
    }
    assert.equal(receiver.most('/hung'), SLOW);
    for (const path of HEALTHY) assert.equal(received(path), 20);
    assert.equal(await queued([hung]), DUE_AT_HUNG);

    await waitUntil('the slow lane to be full', () => hold.held.size === SLOW);
    hold.respond(1);
    await waitUntil('the whole cap after a response', () => hold.held.size === CAP);
    hold.open = true;
    hold.respond();
    await waitUntil('the rest', async () => (await queued([hung])) === 0);
    assert.ok(receiver.most('/hung') <= CAP);
    assert.deepEqual(receiver.overlaps, []);
    assert.equal(new Set(receiver.arrivals.map(({ id }) => id)).size, DUE_AT_HUNG + HEALTHY.length * 20);
  });
});
