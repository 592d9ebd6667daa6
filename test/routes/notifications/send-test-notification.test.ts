import assert from 'node:assert/strict';
import { lastTest, saveSigningSecrets } from '../../../db/notifications/notification-accounts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { type Deliverer } from '../../../src/sending/endpoint/deliver.js';
import { type Gateway, startGateway } from '../../support/app.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { localDeliverer } from '../../support/deliverer.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { seedOf } from '../../support/seed.js';

const reply = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

type Answer = string | ((request: string) => string);

describeOnEachDatabase('sendTestNotification', (create) => {
  let deliverer: Deliverer;
  let receiver: Receiver | undefined;
  let gateway: Gateway;

  beforeEach(() => {
    deliverer = localDeliverer();
  });
  afterEach(async () => {
    await gateway?.close();
    await deliverer.close();
    await receiver?.close();
    receiver = undefined;
  });

  async function test(
    config: (port: number) => string,
    answer: Answer = reply('200 OK', 'thanks'),
    secrets: string[] = [],
  ) {
    receiver = await startReceiver({ reply: answer });
    const { db } = await create();
    gateway = await startGateway(db, { deliver: (delivery) => deliverer.deliver(delivery) });
    const partner = await seedOf(db).partner({ config: config(receiver.port) });
    await writeTransaction(db, (trx) => saveSigningSecrets(trx, partner.accountId, secrets));
    const sent = await gateway.call(partner.user, 'sendTestNotification', { account_id: partner.accountId });
    return { ...sent, db, partner, requests: receiver.requests };
  }

  const url = (port: number) => `url|http://127.0.0.1:${port}/done`;

  it('sends one marked request by the config and tells what came back, without a secret', async () => {
    const secret = `whsec_${Buffer.from('a secret of 24 bytes....').toString('base64')}`;
    const config = (port: number) =>
      `${url(port)}|ext_notify|yes|not_method|1|auth|ann:hush|not_headers|X-Key,hush-2,Webhook-Test,no`;
    const { status, body, text, requests, db, partner } = await test(config, undefined, [secret]);
    assert.equal(status, 200);
    const [head, sentBody] = requests[0]!.split('\r\n\r\n');
    assert.equal(requests.length, 1);
    assert.match(head!, /^POST \/done\/0 HTTP/);
    assert.deepEqual(head!.match(/^webhook-test: .*$/gim), ['webhook-test: true']);
    for (const header of [/^X-Key: hush-2$/im, /^authorization: Basic /im, /^webhook-signature: v1,/im]) {
      assert.match(head!, header);
    }
    const { application_id: id, test: marked } = JSON.parse(sentBody!) as { application_id: string; test: boolean };
    assert.deepEqual([id, marked], ['0', true]);
    assert.match(head!, new RegExp(`^webhook-id: ${body.webhook_id}$`, 'im'));
    const { outcome, status: came, fault, reply: said, would_be_retried: retried } = body;
    assert.deepEqual([outcome, came, fault, said, retried], ['delivered', 200, null, 'thanks', false]);
    assert.doesNotMatch(text, /hush|whsec|Basic/);
    assert.deepEqual(await db('notifications').pluck('id'), []);
    const [entry] = await db('audit_log').pluck<string[]>('object');
    assert.equal(entry, `account ${partner.accountId}: status 200`);
    const kept = await lastTest(db, partner.accountId);
    assert.deepEqual(kept, { at: gateway.clock.now, status: 200, fault: null });
  });

  it('is sent once a second for an account, and another one is refused before anything is sent', async () => {
    const { partner, requests } = await test(url);
    const again = () => gateway.call(partner.user, 'sendTestNotification', { account_id: partner.accountId });
    const { status, headers, body } = await again();
    assert.deepEqual([status, headers['retry-after'], body.error_code], [429, '1', 429]);
    assert.equal(body.detail, 'The account may send 1 test notification a second: try again in 1 s.');
    assert.equal(requests.length, 1);
    gateway.clock.now += 1000;
    assert.equal((await again()).status, 200);
    assert.equal(requests.length, 2);
  });

  it('shows nothing of the secrets that the receiver sends back', async () => {
    const config = (port: number) => `${url(port)}|auth|ann:hush|not_headers|X-Key,hush-2`;
    const { body, text } = await test(config, (request) => reply('200 OK', `ann:hush ${request}`));
    assert.match(body.reply!, /^… PATCH .*\r\nX-Key: …\r\n/is);
    assert.match(body.reply!, /^authorization: Basic …\r$/im);
    assert.doesNotMatch(text, /hush|YW5uOmh1c2g/);
  });

  it('has no body without ext_notify', async () => {
    const { requests } = await test(url);
    assert.match(requests[0]!, /^PATCH \/done\/0 /);
    assert.match(requests[0]!, /\r\n\r\n$/);
  });

  const answers = [
    { name: 'a final status', more: '', answer: reply('404 Not Found', 'who?'), outcome: 'rejected', retried: false },
    {
      name: 'a status of http_err',
      more: '|http_err|503',
      answer: reply('503 No', ''),
      outcome: 'retried',
      retried: true,
    },
    { name: 'no HTTP', more: '', answer: 'SSH-2.0-OpenSSH\r\n\r\n', outcome: 'no-response', retried: true },
  ];
  for (const { name, more, answer, outcome, retried } of answers) {
    it(`tells whether ${name} would be tried again, and does not`, async () => {
      const { status, body, requests } = await test((port) => url(port) + more, answer);
      assert.deepEqual([status, body.outcome, body.would_be_retried], [200, outcome, retried]);
      assert.equal(body.status === null, outcome === 'no-response');
      assert.equal(body.fault === null, outcome !== 'no-response');
      assert.equal(requests.length, 1);
    });
  }

  it('tells that an address is one that is not called', async () => {
    const { body, requests } = await test(() => 'url|http://10.0.0.1/');
    assert.deepEqual([body.outcome, requests.length], ['blocked', 0]);
  });

  it('refuses an account without url', async () => {
    const { status, body } = await test(() => 'ext_notify|yes');
    assert.deepEqual([status, body.error_code], [400, 10]);
    assert.match(body.detail, /url is required/);
  });
});
