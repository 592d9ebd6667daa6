import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { writeTransaction } from '../../db/connection/transaction.js';
import { saveSigningSecrets } from '../../db/notifications/notification-accounts.js';
import { type Gateway, startGateway } from '../support/app.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { FULL, seedOf, type TestPartner, type TestUser } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { waitUntil } from '../support/wait-until.js';

const SECRET = `whsec_${Buffer.from('a secret of 24 bytes....').toString('base64')}`;
const AUTHORIZATION = `Basic ${Buffer.from('ann:hush').toString('base64')}`;

/** One request as it arrived, split into its parts. */
interface Come {
  line: string;
  headers: Record<string, string>;
  body: string;
}

function come(request: string): Come {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = lines.map((text) => [text.split(': ', 1)[0]!.toLowerCase(), text.slice(text.indexOf(': ') + 2)]);
  return { line, headers: Object.fromEntries(headers) as Record<string, string>, body };
}

/** Fails unless the request carries all of the secrets. The signature is verified as a partner would do it. */
function carriesAll({ headers, body }: Come): void {
  assert.deepEqual([headers['authorization'], headers['x-key']], [AUTHORIZATION, 'hush-2']);
  new Webhook(SECRET).verify(body, headers);
}

/** Fails if the request carries more of the account than method and body, and what every notification has. */
function isBare(request: string): void {
  assert.doesNotMatch(request, /authorization|x-key|signature|hush/i);
  assert.ok(!request.includes(Buffer.from('ann:hush').toString('base64')));
  const { headers } = come(request);
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-attempt']) assert.ok(headers[name], name);
}

// Receivers on different ports are different origins.
describeOnEachDatabase('notifications to an app_url', (create) => {
  let [own, foreign]: Receiver[] = [];
  let answer: '200 OK' | '503 Busy';
  let gateway: Gateway;
  let loop: ReturnType<typeof shortNotifier>;
  let partner: TestPartner;
  let staff: TestUser;

  beforeEach(async () => {
    answer = '200 OK';
    const reply = () => `HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`;
    [own, foreign] = [await startReceiver({ reply }), await startReceiver({ reply })];
    const { db } = await create();
    const seed = seedOf(db);
    const config = [
      `url|http://127.0.0.1:${own.port}/done|auth|ann:hush|not_headers|X-Key,hush-2`,
      'not_method|1|ext_notify|yes|http_err|503',
    ];
    partner = await seed.partner({ config: config.join('|') });
    staff = await seed.user({ kind: 'internal' });
    await seed.grant(staff, partner.accountId, { ...FULL, 8: 'rw' });
    await writeTransaction(db, (trx) => saveSigningSecrets(trx, partner.accountId, [SECRET]));
    gateway = await startGateway(db);
    loop = shortNotifier(db);
  });
  afterEach(async () => {
    await loop.stop();
    await gateway.close();
    await Promise.all([own!.close(), foreign!.close()]);
  });

  const account = () => ({ account_id: partner.accountId });
  const urlOf = ({ port }: Receiver) => `http://127.0.0.1:${port}/hook/[___APP_ID___]`;

  /** Orders with this address, and completes the application. */
  async function complete(app_url: string): Promise<{ id: string; warnings: unknown }> {
    const order = { position_id: partner.positionId, app_url };
    const { status, body } = await gateway.call(partner.user, 'createApplication', account(), { body: order });
    assert.equal(status, 201);
    const id = body.application_id as string;
    const done = await gateway.call(staff, 'completeApplication', { ...account(), application_id: id });
    assert.equal(done.status, 200);
    return { id, warnings: body.warnings as unknown };
  }

  const configure = async (fields: Record<string, string | null>) => {
    const changes = Object.entries(fields).map(([key, value]) => ({ key, value }));
    const { status } = await gateway.call(staff, 'setAccountConfig', account(), { body: { fields: changes } });
    assert.equal(status, 200);
  };
  const originOf = ({ port }: Receiver) => `http://127.0.0.1:${port}`;
  const replay = async (application_id: string) => {
    const { status } = await gateway.call(partner.user, 'replayNotification', { ...account(), application_id });
    assert.equal(status, 200);
  };
  const delivered = (application_id: string) =>
    waitUntil('the delivery', async () => {
      const named = { ...account(), application_id };
      const { body } = await gateway.call(partner.user, 'listApplicationNotifications', named);
      return body.state === 'delivered';
    });
  const more = ({ requests }: Receiver, than: number) =>
    waitUntil('a request', () => requests.length > than && requests);

  it('carry no secret to a foreign origin: not at first, not again, not in a replay', async () => {
    answer = '503 Busy';
    const { id, warnings } = await complete(urlOf(foreign!));
    assert.equal((warnings as unknown[]).length, 1);
    await more(foreign!, 1);
    answer = '200 OK';
    await delivered(id);
    const before = foreign!.requests.length;
    await replay(id);
    await more(foreign!, before);
    await delivered(id);
    foreign!.requests.forEach(isBare);
    const all = foreign!.requests.map(come);
    assert.deepEqual(new Set(all.map(({ line }) => line)), new Set([`POST /hook/${id} HTTP/1.1`]));
    assert.equal(new Set(all.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.deepEqual(
      all.map(({ headers }) => headers['webhook-attempt']),
      all.map((_, index) => String(index + 1)),
    );
    for (const { headers, body } of all) {
      assert.equal(headers['content-type'], 'application/json');
      assert.equal((JSON.parse(body) as { application_id: string }).application_id, id);
    }
    assert.deepEqual(own!.requests, []);
  });

  it('carry all to the origin of url, at first, again, and in a replay', async () => {
    answer = '503 Busy';
    const { id, warnings } = await complete(urlOf(own!));
    assert.equal(warnings, undefined);
    await more(own!, 1);
    answer = '200 OK';
    await delivered(id);
    const before = own!.requests.length;
    await replay(id);
    await more(own!, before);
    own!.requests.map(come).forEach(carriesAll);
    assert.deepEqual(foreign!.requests, []);
  });

  it('carry all to a listed origin', async () => {
    await configure({ app_url_origins: `https://q.example,${originOf(foreign!)}` });
    const { id, warnings } = await complete(urlOf(foreign!));
    assert.equal(warnings, undefined);
    await delivered(id);
    foreign!.requests.map(come).forEach(carriesAll);
  });

  it('carry no secret to another host name of the same receiver', async () => {
    const { id } = await complete(`http://localhost:${own!.port}/hook/[___APP_ID___]`);
    await delivered(id);
    own!.requests.forEach(isBare);
    assert.equal(own!.requests.length, 1);
  });

  it('carry what the config allows at each attempt, not what it allowed at the order', async () => {
    answer = '503 Busy';
    const { id } = await complete(urlOf(foreign!));
    await more(foreign!, 0);
    foreign!.requests.slice().forEach(isBare);

    await configure({ app_url_origins: originOf(foreign!) });
    const last = () => foreign!.requests.at(-1)!;
    await waitUntil('an attempt with the secrets', () => /^authorization:/im.test(last()));
    carriesAll(come(last()));

    await configure({ app_url_origins: null });
    await waitUntil('an attempt without them', () => !/^authorization:/im.test(last()));
    isBare(last());

    answer = '200 OK';
    await delivered(id);
    isBare(last());
    const before = foreign!.requests.length;
    await configure({ app_url_origins: originOf(foreign!) });
    await replay(id);
    carriesAll(come((await more(foreign!, before)).at(-1)!));
  });

  it('follow the url: the origin that it has left gets no secret any more', async () => {
    const { id } = await complete(urlOf(own!));
    await delivered(id);
    carriesAll(come(own!.requests[0]!));
    await configure({ url: `${originOf(foreign!)}/done` });
    await replay(id);
    await more(own!, 1);
    isBare(own!.requests[1]!);
  });
});
