import assert from 'node:assert/strict';
import { NOTIFICATION_STATES } from '../../../db/notifications/notifications.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { type Ledger, newLedger, placeOrder, startClients } from '../../support/cluster/ledger.js';
import { type TestPartner } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import {
  catchUp,
  clientsAt,
  type ClusterWorld,
  type GatewaysWorld,
  idsOf,
  newPartner,
} from '../../support/cluster/cluster-world.js';

/** How much is confirmed before, during and after the time in which a node is away. */
const STEP = 120;
const KILLED = 1;
const PATHS = ['/ledger-a', '/ledger-b', '/ledger-c'];
/** The most attempts that a gateway makes at once for an account. */
const SLOTS_PER_ACCOUNT = 8;

const ANSWERED = ['order 201', 'order 503', 'submission 200', 'submission 503'];

interface StoredOrder {
  id: string;
  state: number;
  email: string;
  keys: number;
  ordered: number;
  results: number;
  submitted: number;
  notifications: number;
}

const audited = (operation: string): string =>
  `(select count(*) from audit_log where operation = '${operation}' and outcome = 'ok'
    and object = concat('application ', a.id))`;

/** An order with everything that is stored together with it, and with the submission of its answers. */
const STORED = `a.id, a.state, a.candidate_email as email,
  (select count(*) from idempotency_keys k where k.account_id = a.account_id and k.reply <> ''
    and a.candidate_email = concat(k.idempotency_key, '@example.com')) as \`keys\`,
  ${audited('createApplication')} as ordered,
  ${audited('submitAnswers')} as submitted,
  (select count(*) from application_results where application_id = a.id) as results,
  (select count(*) from notifications where application_id = a.id) as notifications`;

/** Everything that was confirmed is there, and nothing by halves. */
export function testCrashLedger(world: GatewaysWorld): void {
  it('keeps what was confirmed while a node was killed and came back, on all nodes, and nothing by halves', async () => {
    const partners = await Promise.all(PATHS.map((path) => newPartner(world, path)));
    const ledger = newLedger();
    const confirmed = async (what: string, more: number): Promise<void> => {
      const goal = ledger.confirmed.length + more;
      await waitUntil(what, () => ledger.confirmed.length >= goal, { withinMs: 60_000 });
    };
    const stop = startClients(ledger, clientsAt(world, partners));
    try {
      await confirmed('answers of all gateways', STEP);
      await world.cluster.takeAway(KILLED, 'SIGKILL');
      await confirmed('answers of the others', STEP);
      await world.cluster.bringBack(KILLED);
      await waitUntil('the gateway at the node', async () => (await fetch(`${world.gateways[KILLED]!.url}/readyz`)).ok);
      await confirmed('answers of all gateways again', STEP);
    } finally {
      await stop();
    }
    assert.deepEqual(
      [...ledger.statuses.keys()].filter((answer) => !ANSWERED.includes(answer)),
      [],
    );
    assert.ok(ledger.statuses.get('order 503')! > 0, 'the node was away');

    for (const stored of await storedAtEach(partners)) compare(ledger, stored);
    await repeatUnknown(ledger);
    for (const stored of await storedAtEach(partners)) {
      compare(ledger, stored);
      assert.equal(stored.size, ledger.orders.length, 'a repeated order is one order');
    }
    await compareNotifications(partners);
    await compareTables(world);
  }).timeout(180_000);

  /** The orders of the partners at each node, by their address. */
  async function storedAtEach(partners: TestPartner[]): Promise<Map<string, StoredOrder>[]> {
    const accountIds = partners.map(({ accountId }) => accountId);
    await catchUp(world);
    return Promise.all(
      world.nodes.map(async (node) => {
        const rows = await node
          .select<StoredOrder[]>(node.raw(STORED))
          .from('applications as a')
          .whereIn('a.account_id', accountIds);
        assert.equal(new Set(rows.map(({ email }) => email)).size, rows.length, 'no order twice');
        return new Map(rows.map((row) => [row.email, row]));
      }),
    );
  }

  function compare({ orders }: Ledger, stored: Map<string, StoredOrder>): void {
    for (const { email, applicationId, submission } of orders) {
      const found = stored.get(email);
      if (applicationId !== undefined) assert.equal(found?.id, applicationId, `${email} was confirmed`);
      if (submission === 'confirmed')
        assert.equal(found?.state, APPLICATION_STATES.completed, `${email} was submitted`);
      if (found === undefined) continue;
      const { keys, ordered, state, results, submitted, notifications } = found;
      const completed = state === APPLICATION_STATES.completed ? 1 : 0;
      assert.deepEqual(
        { keys, ordered, results, submitted, notifications },
        { keys: 1, ordered: 1, results: completed, submitted: completed, notifications: completed },
        `${email} is whole`,
      );
    }
  }

  /** Clients send an order again of which they were not told how it ended, to another gateway. */
  async function repeatUnknown(ledger: Ledger): Promise<void> {
    const unknown = ledger.orders.filter(({ applicationId }) => applicationId === undefined);
    for (const [index, order] of unknown.entries()) {
      assert.ok(await placeOrder(ledger, order, world.gateways[index % 3]!.url), 'it is answered now');
    }
  }

  async function compareNotifications(partners: TestPartner[]): Promise<void> {
    const [node] = world.nodes;
    const mine = (table: string) =>
      node!(table).whereIn(
        'account_id',
        partners.map(({ accountId }) => accountId),
      );
    await waitUntil('an empty queue', async () => (await mine('notification_queue')).length === 0, {
      withinMs: 60_000,
    });
    const rows: { id: string; state: number }[] = await mine('notifications');
    assert.ok(rows.every(({ state }) => state === NOTIFICATION_STATES.delivered));
    const received = PATHS.flatMap((path) => idsOf(world.receiver.arrivals, path));
    const distinct = new Set(received);
    assert.deepEqual([...distinct].sort(), rows.map(({ id }) => `ntf_${id}`).sort());
    // Attempts of the gateway at the killed node, whose leases ran out before it could record them.
    const twice = received.length - distinct.size;
    assert.ok(twice <= SLOTS_PER_ACCOUNT * partners.length, `${twice} came twice`);
  }
}

/** All tables have the same rows at each node. */
async function compareTables({ nodes }: ClusterWorld): Promise<void> {
  const tables = await nodes[0]!('information_schema.tables').whereRaw('table_schema = database()').pluck('table_name');
  await waitUntil('the same rows on each node', async () => {
    const sums = await Promise.all(nodes.map((node) => node.raw(`checksum table ${tables.join()}`)));
    return new Set(sums.map((rows) => JSON.stringify(rows))).size === 1;
  });
}
