import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { HEADERS_OF_OURS } from '../../../../engine/config/notification-headers.js';
import { type Attempt, type Delivery } from '../../../../engine/notification/attempt.js';
import { type Deliverer } from '../../../../src/sending/endpoint/deliver.js';
import { delivery, localDeliverer } from '../../../support/deliverer.js';
import { startReceiver, type Receiver } from '../../../support/receiver.js';
import { waitUntil } from '../../../support/wait-until.js';

// The headers that a warning names when not_headers sets them: HEADERS_OF_OURS.
const OURS = [
  'User-Agent: POP-Test/1',
  'Accept-Encoding: identity',
  'webhook-id: msg_42',
  'webhook-timestamp: 1700000000',
  'webhook-attempt: 1',
];

describe('deliver', () => {
  it('sets exactly the headers of which the config warns', () => {
    assert.deepEqual(
      OURS.map((line) => line.split(':')[0]!.toLowerCase()),
      HEADERS_OF_OURS,
    );
  });

  let receiver: Receiver;
  let client: Deliverer;
  beforeEach(async () => {
    receiver = await startReceiver();
    client = localDeliverer();
  });
  afterEach(async () => {
    await client.close();
    await receiver.close();
  });
  const send = (more: Partial<Delivery> = {}, path = '/done/42?a=%20b#c'): Promise<Attempt> =>
    client.deliver(delivery(`http://127.0.0.1:${receiver.port}${path}`, more));
  const headerLines = (): string[] => receiver.requests.at(-1)!.split('\r\n\r\n')[0]!.split('\r\n').slice(1);

  const methods = ['POST', 'GET', 'PATCH'] as const;
  for (const { method, body } of methods.flatMap((method) =>
    ['', '{"aname":"Zoë €"}'].map((body) => ({ method, body })),
  )) {
    it(`sends exactly the bytes of ${method} ${body === '' ? 'without' : 'with'} body`, async () => {
      await send({ method, body });
      const length = Buffer.byteLength(body);
      assert.deepEqual(receiver.requests[0]!.split('\r\n'), [
        `${method} /done/42?a=%20b HTTP/1.1`,
        `host: 127.0.0.1:${receiver.port}`,
        'connection: keep-alive',
        ...OURS,
        ...(method === 'GET' && body === '' ? [] : [`content-length: ${length}`]),
        '',
        Buffer.from(body).toString('latin1'),
      ]);
    });
  }

  it('says what came, from where and how long it took', async () => {
    const attempt = await send();
    assert.deepEqual(
      { ...attempt, connectMs: 0, firstByteMs: 0, totalMs: 0 },
      {
        startedAt: 1_700_000_000_999,
        connectMs: 0,
        firstByteMs: 0,
        totalMs: 0,
        result: { status: 200 },
        blocked: false,
        address: '127.0.0.1',
        reply: 'OK',
      },
    );
    assert.ok([attempt.connectMs, attempt.firstByteMs, attempt.totalMs].every((ms) => Number.isInteger(ms)));
  });

  it('uses its connections again, after a GET with body too, and then tells no connect time', async () => {
    for (let i = 0; i < 5; i += 1) await send({ method: 'GET', body: '{}' });
    const last = await send();
    // There may be two, because a connection is free again only some moments after its response.
    assert.ok(receiver.connections() <= 2, `${receiver.connections()} connections`);
    assert.deepEqual([last.connectMs, last.address], [undefined, '127.0.0.1']);
  });

  it('sends afresh over a connection of its own, which it closes', async () => {
    const afresh = () => client.deliverAfresh(delivery(`http://127.0.0.1:${receiver.port}/`));
    await send();
    assert.deepEqual([receiver.connections(), typeof (await afresh()).connectMs], [1, 'number']);
    assert.deepEqual([receiver.connections(), typeof (await afresh()).connectMs], [2, 'number']);
    assert.equal(receiver.connections(), 3);
    // The shared connection is still there.
    assert.equal((await send()).connectMs, undefined);
    await client.close();
    await receiver.idle();
    assert.deepEqual((await afresh()).result, { fault: 'stopped' });
  });

  it('breaks off what is sent afresh when it is closed', async () => {
    const silent = await startReceiver({ reply: () => '' });
    const sending = client.deliverAfresh(delivery(`http://127.0.0.1:${silent.port}/`));
    await waitUntil('the request', () => silent.requests.length === 1);
    await client.close();
    assert.deepEqual((await sending).result, { fault: 'stopped' });
    await silent.idle();
    await silent.close();
  });

  it('opens no more connections to an origin than it may, and what waits for one is sent later', async () => {
    await client.close();
    client = localDeliverer({ agentOptions: { connections: 8 } });
    const attempts = await Promise.all(Array.from({ length: 40 }, () => send()));
    assert.ok(attempts.every(({ result }) => 'status' in result));
    assert.equal(receiver.requests.length, 40);
    assert.equal(receiver.connections(), 8);
  });

  it("replaces the config's headers of the same name by its own", async () => {
    const headers: Delivery['headers'] = ['Webhook-ID', 'webhook-timestamp', 'WEBHOOK-ATTEMPT', 'user-agent', 'accept-encoding'].map((name) => [name, 'x']); // prettier-ignore
    await send({ headers: [...headers, ['X-Kept', 'y']] });
    assert.deepEqual(headerLines().slice(2, -1), ['X-Kept: y', ...OURS]);
  });

  it('sends repeated headers, empty values and spelling as configured', async () => {
    await send({ headers: [['x-a', '1'], ['X-A', '2'], ['X-Empty', '']] }); // prettier-ignore
    assert.deepEqual(headerLines().slice(2, 5), ['x-a: 1', 'X-A: 2', 'X-Empty: ']);
  });

  it('sends what is beyond ASCII in a header as UTF-8', async () => {
    await send({ headers: [['X-Name', 'Zoë, 10 €, 🙂']] });
    assert.equal(Buffer.from(headerLines()[2]!, 'latin1').toString('utf8'), 'X-Name: Zoë, 10 €, 🙂');
  });

  const impossible: { name: string; more: Partial<Delivery>; fault: RegExp }[] = [
    { name: 'a header that breaks the line', more: { headers: [['X-A', 'secret\r\nX-B: 1']] }, fault: /X-A header/ },
    { name: 'a header that is no token', more: { headers: [['X A', 'secret']] }, fault: /header key/ },
    { name: 'a second Content-Length', more: { headers: [['Content-Length', '3'], ['Content-Length', '3']] }, fault: /content-length/ }, // prettier-ignore
    { name: 'Expect', more: { headers: [['Expect', '100-continue']] }, fault: /expect header/ },
    { name: 'no URL', more: { url: 'http://' }, fault: /invalid URL/ },
    { name: 'a URL of another kind', more: { url: 'ftp://127.0.0.1/' }, fault: /not an http/ },
    { name: 'a signing secret that is not base64', more: { signingSecrets: ['ä secret'] }, fault: /signing secret/ },
    { name: 'an empty signing secret', more: { signingSecrets: ['whsec_'] }, fault: /signing secret/ },
  ];
  for (const { name, more, fault } of impossible) {
    it(`says without a request that it is impossible: ${name}`, async () => {
      const { result, reply, blocked } = await send(more);
      assert.ok('fault' in result);
      assert.match(result.fault, /^request impossible: /);
      assert.match(result.fault, fault);
      assert.doesNotMatch(result.fault, /secret\r|ä/);
      assert.deepEqual([receiver.requests, reply, blocked], [[], '', false]);
    });
  }

  describe('signing', () => {
    const [old, fresh] = [
      'whsec_' + Buffer.alloc(24, 'a').toString('base64'),
      Buffer.alloc(32, 'b').toString('base64'),
    ];
    const body = '{"application_id":"42","aname":"Zoë"}';
    const received = (): { headers: Record<string, string>; body: string } => {
      const headers = Object.fromEntries(headerLines().map((line) => line.split(': ') as [string, string]));
      return { headers, body: Buffer.from(receiver.requests.at(-1)!.split('\r\n\r\n')[1]!, 'latin1').toString('utf8') };
    };
    beforeEach(async () => {
      await client.close();
      client = localDeliverer({ now: Date.now });
    });

    it('sends no signature without a secret', async () => {
      await send({ body });
      assert.equal(received().headers['webhook-signature'], undefined);
    });

    for (const secrets of [[old], [fresh], [old, fresh]]) {
      it(`is verified by the receiver's own library with each of ${secrets.length} secrets`, async () => {
        await send({ body, signingSecrets: secrets });
        const { headers, body: text } = received();
        for (const secret of secrets) assert.deepEqual(new Webhook(secret).verify(text, headers), JSON.parse(body));
        assert.equal(headers['webhook-signature']!.split(' ').length, secrets.length);
      });
    }

    it('is not verified with another secret or another body', async () => {
      await send({ body, signingSecrets: [old] });
      const { headers } = received();
      assert.throws(() => new Webhook(fresh).verify(body, headers), /signature/);
      assert.throws(() => new Webhook(old).verify(body.replace('42', '43'), headers), /signature/);
    });

    it('signs an empty body too', async () => {
      await send({ signingSecrets: [old] });
      assert.equal(new Webhook(old).verify('', received().headers), undefined);
    });

    it("takes the place of a signature in the config's headers", async () => {
      await send({ headers: [['Webhook-Signature', 'v1,x']], signingSecrets: [old] });
      assert.equal(headerLines().filter((line) => /^webhook-signature/i.test(line)).length, 1);
    });
  });
});
