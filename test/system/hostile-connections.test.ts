import assert from 'node:assert/strict';
import { type Patience } from '../../src/serving/server.js';
import { pathOf } from '../support/operation-path.js';
import { type RawGateway, startRawGateway } from '../support/raw-gateway.js';
import { openRaw, parseReply } from '../support/raw-http.js';
import { waitUntil } from '../support/wait-until.js';

const WHOAMI = pathOf('whoami');

describe('hostile connections', () => {
  let gateway: RawGateway;
  before(async () => {
    gateway = await startRawGateway();
  });
  after(() => gateway.close());

  it('takes only the first of two Authorization headers', async () => {
    const wrong = `Basic ${Buffer.from('nobody:wrong').toString('base64')}`;
    const twice = (first: string, second: string) =>
      gateway.send({ headers: { authorization: first, Authorization: second } });
    assert.equal((await twice(gateway.authorization, wrong)).status, 200);
    assert.equal((await twice(wrong, gateway.authorization)).status, 401);
  });

  const ids: { name: string; sent: string; kept: boolean }[] = [
    { name: 'letters, digits and ._-', sent: 'My.Id_4711-x', kept: true },
    { name: '128 characters', sent: 'a'.repeat(128), kept: true },
    { name: '129 characters', sent: 'a'.repeat(129), kept: false },
    { name: 'nothing', sent: '', kept: false },
    { name: 'other characters', sent: 'a b"><script>', kept: false },
    { name: 'bytes beyond ASCII', sent: 'caf\u00e9', kept: false },
  ];
  for (const { name, sent, kept } of ids) {
    it(`${kept ? 'keeps' : 'replaces'} an X-Request-Id of ${name}`, async () => {
      const reply = await gateway.send({
        method: 'GET',
        path: '/v1/nothing',
        headers: { 'x-request-id': sent },
        body: '',
      });
      const { request_id: id } = JSON.parse(reply.body) as { request_id: string };
      assert.equal(id, reply.headers['x-request-id']);
      assert.equal(id === sent, kept);
      assert.notEqual(id, '');
    });
  }

  const malformed: { name: string; bytes: string; status: number }[] = [
    {
      name: 'two lengths',
      bytes: `POST /api/1.0 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      status: 400,
    },
    {
      name: 'a length and chunks',
      bytes: `POST /api/1.0 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ${WHOAMI} HTTP/1.1\r\n\r\n`,
      status: 400,
    },
    {
      name: 'chunks that are not the last coding',
      bytes: `POST /api/1.0 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n`,
      status: 400,
    },
    { name: 'a space before the colon', bytes: `GET ${WHOAMI} HTTP/1.1\r\nHost : a\r\n\r\n`, status: 400 },
    { name: 'no host', bytes: `GET ${WHOAMI} HTTP/1.1\r\n\r\n`, status: 400 },
    { name: 'another protocol', bytes: `\x16\x03\x01\x02\x00\x01`, status: 400 },
    {
      name: 'headers of 20 KiB',
      bytes: `GET ${WHOAMI} HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_480)}\r\n\r\n`,
      status: 431,
    },
  ];
  for (const { name, bytes, status } of malformed) {
    it(`closes with ${status} and goes on serving: ${name}`, async () => {
      const connection = await openRaw(gateway.server.port);
      connection.socket.write(bytes, 'latin1');
      await connection.closed;
      assert.equal(parseReply(connection.received()).status, status);
      assert.equal(connection.received().match(/HTTP\/1\.1 \d/g)?.length, 1, 'one reply, to what was smuggled none');
      assert.equal((await gateway.send({})).status, 200);
    });
  }

  // In each case the other limit is out of reach, so that the limit under test must act.
  const slow: { name: string; patience: Partial<Patience>; start: (authorization: string) => string }[] = [
    {
      name: 'headers that never end',
      patience: { headers: 300, request: 3_600_000 },
      start: () => `GET ${WHOAMI} HTTP/1.1\r\nHost: a\r\nX-Slow: `,
    },
    {
      name: 'a body that never ends',
      patience: { headers: 300, request: 600 },
      start: (authorization) =>
        `POST /api/1.0 HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\nAuthorization: ${authorization}\r\n` +
        'Content-Type: application/json\r\n\r\n{"',
    },
  ];
  for (const { name, patience, start } of slow) {
    it(`ends with 408 the connection of ${name}`, async () => {
      const impatient = await startRawGateway(patience);
      const connection = await openRaw(impatient.server.port);
      connection.socket.write(start(impatient.authorization));
      // Sending more bytes slowly must not extend the time.
      const drip = setInterval(() => connection.socket.write('a'), 20);
      await connection.closed.finally(() => clearInterval(drip));
      assert.equal(parseReply(connection.received()).status, 408);
      await impatient.close();
    });
  }

  it('notes a client that is cut off in the middle of its body, and goes on serving', async () => {
    const connection = await openRaw(gateway.server.port);
    const id = 'cut-off-in-the-body';
    const headers = { 'x-request-id': id, 'content-length': '1000' };
    connection.socket.write(gateway.bytesOf({ headers, body: '{"command":' }));
    connection.socket.destroy();
    const line = await waitUntil('its line', () => gateway.log.find((entry) => entry.request_id === id));
    assert.deepEqual([line.status, line.aborted, line.operation], [499, true, undefined]);
    assert.equal((await gateway.send({})).status, 200);
  });

  it('answers requests sent in one go in their order', async () => {
    const connection = await openRaw(gateway.server.port);
    const first = gateway.bytesOf({ headers: { connection: 'keep-alive', 'x-request-id': 'first' } });
    const second = gateway.bytesOf({
      method: 'GET',
      path: WHOAMI,
      headers: { 'x-request-id': 'second' },
      body: '',
    });
    connection.socket.write(Buffer.concat([first, second]));
    await connection.closed;
    const seen = [...connection.received().matchAll(/X-Request-Id: (\w+)/gi)].map(([, id]) => id);
    assert.deepEqual(seen, ['first', 'second']);
  });
});
