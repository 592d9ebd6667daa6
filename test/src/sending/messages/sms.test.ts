import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type LookupFunction, type Socket } from 'node:net';
import { once } from 'node:events';
import { smsSender, type SmsSender } from '../../../../src/sending/messages/sms.js';
import { makeCertificate } from '../../../support/certificate.js';
import { startReceiver } from '../../../support/receiver.js';

const MESSAGE = { id: 'invitation-7-1', to: '15550100', text: 'Acme Ltd: https://gateway.example.com/?a=b é' };

/** The system may not know `localhost.`. */
const loopback: LookupFunction = (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);

describe('smsSender', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  async function receiver(reply?: string | ((request: string) => string)) {
    const started = await startReceiver(reply === undefined ? {} : { reply });
    open.push(started);
    return started;
  }

  function sender(port: number, more: { authorization?: string; from?: string; deadlineMs?: number } = {}): SmsSender {
    const { authorization, from, deadlineMs } = more;
    const made = smsSender(
      { url: `http://127.0.0.1:${port}/send?v=2`, authorization, from },
      { userAgent: 'pop', ...(deadlineMs !== undefined && { deadlineMs }) },
    );
    open.push(made);
    return made;
  }

  const bodyOf = (request: string): unknown =>
    JSON.parse(Buffer.from(request.slice(request.indexOf('\r\n\r\n') + 4), 'latin1').toString('utf8'));

  it('posts number, text and id as JSON, with the id as idempotency key', async () => {
    const { port, requests } = await receiver();
    const result = await sender(port).send(MESSAGE);
    assert.deepEqual(result, { outcome: 'sent', status: 200, reply: 'OK' });
    assert.match(requests[0]!, /^POST \/send\?v=2 HTTP\/1\.1\r\n/);
    assert.match(requests[0]!, /\r\nContent-Type: application\/json\r\n/i);
    assert.match(requests[0]!, /\r\nIdempotency-Key: invitation-7-1\r\n/i);
    assert.doesNotMatch(requests[0]!, /\r\nAuthorization:/i);
    assert.deepEqual(bodyOf(requests[0]!), MESSAGE);
  });

  it('signs in and names the sender where they are configured', async () => {
    const { port, requests } = await receiver();
    await sender(port, { authorization: 'Bearer abc', from: 'Acme' }).send(MESSAGE);
    assert.match(requests[0]!, /\r\nAuthorization: Bearer abc\r\n/i);
    assert.deepEqual(bodyOf(requests[0]!), { ...MESSAGE, from: 'Acme' });
  });

  it('asks for the name of its gateway without the dot at its end', async () => {
    const certificate = makeCertificate();
    const { port, serverNames, close } = await startReceiver({ certificate });
    open.push({ close });
    const gateway = { url: `https://localhost.:${port}/`, authorization: undefined, from: undefined };
    const connect = { ca: certificate.cert, lookup: loopback };
    const made = smsSender(gateway, { userAgent: 'pop', connect });
    open.push(made);
    assert.equal((await made.send(MESSAGE)).outcome, 'sent');
    assert.deepEqual(serverNames, ['localhost']);
  });

  const statuses: [status: number, outcome: string][] = [
    ...[200, 201, 202, 204, 299].map((status): [number, string] => [status, 'sent']),
    ...[400, 402, 409, 410, 422, 451].map((status): [number, string] => [status, 'permanent']),
    ...[301, 304, 307, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503].map((status): [number, string] => [
      status,
      'temporary',
    ]),
  ];
  for (const [status, outcome] of statuses) {
    it(`takes ${status} as ${outcome}, and follows no redirect`, async () => {
      const { port, requests } = await receiver(
        `HTTP/1.1 ${status} X\r\nLocation: /elsewhere\r\n${status === 204 || status === 304 ? '' : 'Content-Length: 0\r\n'}\r\n`,
      );
      const result = await sender(port).send(MESSAGE);
      assert.deepEqual(result, { outcome, status, reply: '' });
      assert.equal(requests.length, 1);
    });
  }

  it('takes nobody listening, a connection cut, talk that is no HTTP and silence as temporary', async () => {
    const closed = await startReceiver();
    await closed.close();
    assert.deepEqual(await sender(closed.port).send(MESSAGE), { outcome: 'temporary', fault: 'refused', reply: '' });
    const nonsense = await receiver('nonsense\r\n\r\n');
    assert.deepEqual((await sender(nonsense.port).send(MESSAGE)).fault, 'invalid response');
    const sockets: Socket[] = [];
    const silent = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    open.push({
      close: () => {
        for (const socket of sockets) socket.destroy();
        silent.close();
      },
    });
    const { port } = silent.address() as AddressInfo;
    const result = await sender(port, { deadlineMs: 300 }).send(MESSAGE);
    assert.deepEqual(result, { outcome: 'temporary', fault: 'timed out', reply: '' });
  });

  it('reads no more of a response than it keeps use of', async () => {
    const { port } = await receiver(`HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n${'x'.repeat(100_000)}`);
    const { outcome, reply } = await sender(port).send(MESSAGE);
    assert.deepEqual([outcome, reply.length], ['sent', 4_096]);
  });

  it('keeps nothing of the sign-in that the gateway sends back', async () => {
    const echo = (request: string) =>
      `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`;
    const { port } = await receiver(echo);
    const authorization = `Basic ${Buffer.from('pop:s3cret-of-sms').toString('base64')}`;
    const { outcome, reply } = await sender(port, { authorization }).send(MESSAGE);
    assert.equal(outcome, 'sent');
    assert.match(reply, /^authorization: …\r$/im);
    assert.ok(!reply.includes(authorization.slice(-8)));
  });

  it('breaks off what is under way when it is closed', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: () => void server.close() });
    const made = sender((server.address() as AddressInfo).port);
    const sending = made.send(MESSAGE);
    await once(server, 'connection');
    made.close();
    assert.deepEqual(await sending, { outcome: 'temporary', fault: 'stopped', reply: '' });
  });
});
