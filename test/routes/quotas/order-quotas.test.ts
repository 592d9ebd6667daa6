import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { type AccountOptions, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';
import { warmPool } from '../../support/warm-pool.js';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60_000;
const MIDNIGHT = (Math.floor(TEST_NOW / DAY) + 1) * DAY;

describeGateway('the quotas of orders', (world) => {
  let recipients = 0;

  beforeEach(() => void (world.clock.now = TEST_NOW));

  const partnerWith = (config: string) => world.seed.partner({ config } satisfies AccountOptions);
  const newAddress = () => `quota-${++recipients}@example.com`;
  const newNumber = () => `1555${String(++recipients).padStart(4, '0')}`;

  const order = (by: TestPartner, more: object = {}, headers: Record<string, string> = {}) => {
    const body = { position_id: by.positionId, ...more };
    return world.call(by.user, 'createApplication', { account_id: by.accountId }, { body, headers });
  };
  const byCommand = async (by: TestPartner, more: object = {}) => {
    const head = { command: 'application_create', partner_api: true, position_id: by.positionId };
    return world.command(by.user, { ...head, ...more });
  };
  const resend = (by: TestPartner, application_id: string) =>
    world.call(by.user, 'resendInvitation', { account_id: by.accountId, application_id });
  const rowsOf = async ({ accountId }: TestPartner) => {
    const tables = ['applications', 'notifications', 'notification_queue', 'idempotency_keys'] as const;
    const rows = await Promise.all(tables.map((table) => world.db(table).where({ account_id: accountId })));
    return rows.map(({ length }) => length);
  };
  const refusals = async (quota: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${world.port}/metrics`)).text();
    return Number(new RegExp(`^pop_quota_refusals_total{quota="${quota}"} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };

  it('refuse an order past that of the account until the next day (UTC), and leave nothing of it', async () => {
    const partner = await partnerWith('max_orders_day|2');
    const before = await refusals('orders');
    assert.equal((await order(partner)).status, 201);
    assert.equal((await order(partner)).status, 201);
    const rows = await rowsOf(partner);
    const refused = await order(partner, { app_email: newAddress() }, { 'Idempotency-Key': 'k' });
    const seconds = (MIDNIGHT - TEST_NOW) / 1000;
    assert.deepEqual(
      [refused.status, refused.body.error_code, refused.body.type, refused.headers['retry-after']],
      [429, 429, 'urn:pop:problem:quota-exhausted', String(seconds)],
    );
    const words = `The account may place 2 orders a day (UTC): try again in ${seconds} s.`;
    assert.equal(refused.body.detail, words);
    const commanded = await byCommand(partner);
    assert.deepEqual([commanded.status, commanded.body.error_code, commanded.body.error_text], [200, 429, words]);
    assert.deepEqual(await rowsOf(partner), rows);
    assert.equal(await refusals('orders'), before + 2);
    world.clock.now = MIDNIGHT - 1;
    assert.equal((await order(partner)).headers['retry-after'], '1');
    world.clock.now = MIDNIGHT;
    assert.equal((await order(partner, {}, { 'Idempotency-Key': 'k' })).status, 201);
  });

  it('cost a repeated idempotency key nothing, and an order nothing that is refused for another reason', async () => {
    const partner = await partnerWith('max_orders_day|2');
    const key = { 'Idempotency-Key': 'k' };
    const first = await order(partner, { email: 'ada@example.com' }, key);
    for (let count = 0; count < 3; count += 1) {
      assert.equal((await order(partner, { email: 'ada@example.com', fail_on_dup: true })).status, 409);
    }
    assert.equal((await order(partner)).status, 201);
    assert.equal((await order(partner)).status, 429);
    const again = await order(partner, { email: 'ada@example.com' }, key);
    assert.deepEqual([again.status, again.body.application_id], [201, first.body.application_id]);
  });

  it('let exactly as many pass of 30 at once on both faces', async () => {
    const partner = await partnerWith('max_orders_day|7');
    const account = await partnerWith('');
    await order(partner);
    await warmPool(world.db);
    const codes = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        await order(account);
        const reply = await (index % 2 ? order(partner) : byCommand(partner));
        return (reply.body.error_code as number | undefined) ?? 0;
      }),
    );
    assert.equal(codes.filter((code) => code === 0).length, 6);
    assert.equal(codes.filter((code) => code === 429).length, 24);
    assert.equal((await rowsOf(partner))[0], 7);
  });

  it('count mails and text messages of the account together, and those sent again', async () => {
    const partner = await partnerWith('max_invitations_day|4');
    const { body } = await order(partner, { app_email: newAddress(), app_phone: newNumber() });
    world.clock.now += MINUTE;
    assert.equal((await order(partner, { app_email: newAddress() })).status, 201);
    const refused = await resend(partner, body.application_id as string);
    assert.deepEqual([refused.status, refused.body.type], [429, 'urn:pop:problem:quota-exhausted']);
    assert.match(refused.body.detail as string, /^The account may send 4 invitations a day/);
    assert.equal((await order(partner, { app_phone: newNumber() })).status, 201);
    assert.equal((await order(partner, { app_email: newAddress() })).status, 429);
    assert.equal((await order(partner)).status, 201);
  });

  const RECIPIENTS = [
    ['app_email', newAddress, (address: string) => address.replace('@', '+2@').toUpperCase(), 'e-mail address'],
    ['app_phone', newNumber, (number: string) => `00${number}`, 'phone number'],
  ] as const;
  for (const [name, make, respell, words] of RECIPIENTS) {
    it(`invite one ${words} five times a day, for all accounts and in any spelling`, async () => {
      const [one, other] = [await partnerWith(''), await partnerWith('')];
      const recipient = make();
      for (let count = 0; count < 5; count += 1) {
        const given = count % 2 ? respell(recipient) : recipient;
        assert.equal((await order(count % 2 ? one : other, { [name]: given })).status, 201);
      }
      const refused = await order(one, { [name]: recipient });
      assert.equal(refused.status, 429);
      const rule = `This ${words} gets no further invitation today (UTC): try again in `;
      assert.ok((refused.body.detail as string).startsWith(rule), refused.body.detail as string);
      // An account that has invited it once is told the same as one that has invited it a hundred times.
      const third = await order(await partnerWith(''), { [name]: respell(recipient) });
      assert.deepEqual([third.status, third.body.detail], [429, refused.body.detail]);
      assert.equal((await order(other, { [name]: respell(recipient) })).status, 429);
      assert.equal((await order(other, { [name]: make() })).status, 201);
      world.clock.now = MIDNIGHT;
      assert.equal((await order(other, { [name]: recipient })).status, 201);
    });
  }

  it('let exactly five of 20 accounts at once invite the same candidate by both ways', async () => {
    const partners = await Promise.all(Array.from({ length: 20 }, () => partnerWith('')));
    // Passwords are checked a few at a time, so each user signs in before.
    for (const { user } of partners) await world.call(user, 'whoami');
    await warmPool(world.db);
    const both = { app_email: newAddress(), app_phone: newNumber() };
    const statuses = await Promise.all(partners.map(async (one) => (await order(one, both)).status));
    assert.equal(statuses.filter((status) => status === 201).length, 5);
    assert.equal(statuses.filter((status) => status === 429).length, 15);
  });

  it('leave room for each invitation to be sent again, but send one recipient ten a day at most', async () => {
    const partner = await partnerWith('');
    const app_email = newAddress();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await order(partner, { app_email })).body.application_id);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      world.clock.now += MINUTE;
      for (const id of ids.slice(0, 2)) statuses.push((await resend(partner, id)).status);
    }
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 202, 202, 429]);
    assert.equal((await order(partner, { app_email })).status, 429);
  });

  it('do not count the invitations of tests, unless the account sends them', async () => {
    const [silent, loud] = [await partnerWith(''), await partnerWith('test_invites|yes')];
    const test = { app_email: newAddress(), is_test: true };
    for (let count = 0; count < 7; count += 1) assert.equal((await order(silent, test)).status, 201);
    for (let count = 0; count < 5; count += 1) assert.equal((await order(loud, test)).status, 201);
    assert.equal((await order(loud, test)).status, 429);
    assert.equal((await order(silent, test)).status, 201);
  });

  it('store nothing that names a recipient', async () => {
    const [app_email, app_phone] = [newAddress(), newNumber()];
    await order(await partnerWith(''), { app_email, app_phone });
    const stored = JSON.stringify(await world.db('quota_counts').select());
    assert.match(stored, /mail_recipient/);
    assert.equal(stored.includes(app_email) || stored.includes(app_phone), false);
  });

  it('allow an account none where its config says 0', async () => {
    const partner = await partnerWith('max_invitations_day|0');
    assert.equal((await order(partner, { app_email: newAddress() })).status, 429);
    assert.equal((await order(partner)).status, 201);
  });
});
