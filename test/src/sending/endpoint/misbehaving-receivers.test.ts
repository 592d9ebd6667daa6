import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { type Socket } from 'node:net';
import { type Attempt } from '../../../../engine/notification/attempt.js';
import { delivery, localDeliverer } from '../../../support/deliverer.js';
import { waitUntil } from '../../../support/wait-until.js';
import { startReceiver } from '../../../support/receiver.js';
import { startBlackHole, startSink, type Sink } from '../../../support/sink.js';

const MEGABYTE = 1_048_576;
const deliverTo = async (port: number): Promise<Attempt> => {
  const client = localDeliverer();
  try {
    return await client.deliver(delivery(`http://127.0.0.1:${port}/`, { body: '{}' }));
  } finally {
    await client.close();
  }
};

/** Answers the first bytes that arrive. */
const answer =
  (text: string | Buffer, then: (socket: Socket) => void = () => undefined) =>
  (socket: Socket) =>
    void socket.once('data', () => {
      socket.write(text, 'latin1');
      then(socket);
    });

/** Writes the piece again and again, as fast as the other side takes it. */
const flood = (piece: Buffer, times: number) => (socket: Socket) => {
  const more = (): void => {
    while (times > 0 && !socket.destroyed) {
      times -= 1;
      if (!socket.write(piece)) return void socket.once('drain', more);
    }
  };
  more();
};

const drip = (text: string) => (socket: Socket) => {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++] ?? 'x'), 10);
  socket.on('close', () => clearInterval(timer));
};

const reset = (socket: Socket): void => void socket.resetAndDestroy();
const end = (socket: Socket): void => void socket.end();
const unreadable: Attempt['result'] = { fault: 'invalid response: it probably arrived', probablyArrived: true };
const tooLarge: Attempt['result'] = { fault: 'headers too large: it probably arrived', probablyArrived: true };
const endless = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n';
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';

const cases: { name: string; behave: (socket: Socket) => void; gives: Attempt['result']; reply?: string }[] = [
  { name: 'never answers', behave: () => undefined, gives: { fault: 'timed out' } },
  { name: 'reads and never answers', behave: answer(''), gives: { fault: 'timed out' } },
  { name: 'sends half a header', behave: answer('HTTP/1.1 200 OK\r\nX-A: '), gives: { fault: 'timed out' } },
  { name: 'sends headers a byte at a time', behave: drip('HTTP/1.1 200 OK\r\nX-A: '), gives: { fault: 'timed out' } },
  { name: 'sends headers and no body', behave: answer(endless), gives: { status: 200 }, reply: '' },
  { name: 'sends the body a byte at a time', behave: answer(endless, drip('')), gives: { status: 200 } },
  { name: 'resets at once', behave: reset, gives: { fault: 'reset' } },
  { name: 'resets after the request', behave: answer('', reset), gives: { fault: 'reset' } },
  { name: 'closes at once', behave: end, gives: { fault: 'closed' } },
  { name: 'closes after the request', behave: answer('', end), gives: { fault: 'closed' } },
  { name: 'closes within the headers', behave: answer('HTTP/1.1 200 OK\r\nX-A: ', end), gives: { fault: 'closed' } },
  { name: 'resets within the body', behave: answer(`${endless}part`, reset), gives: { status: 200 } },
  { name: 'closes within the body', behave: answer(`${endless}part`, end), gives: { status: 200 }, reply: 'part' },
  { name: 'breaks a chunk', behave: answer('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\nzz\r\n'), gives: { status: 200 }, reply: 'OK' }, // prettier-ignore
  { name: 'gives a header of 64 KB', behave: answer(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(65_536)}\r\n\r\n`), gives: tooLarge }, // prettier-ignore
  { name: 'gives a thousand headers', behave: answer(`HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaa\r\n'.repeat(1000)}\r\n`), gives: tooLarge }, // prettier-ignore
  { name: 'speaks no HTTP', behave: answer('220 smtp.example.com ESMTP\r\n'), gives: { fault: 'invalid response' } },
  { name: 'greets before it was asked', behave: (socket) => void socket.write('SSH-2.0-x\r\n'), gives: { fault: 'invalid response' } }, // prettier-ignore
  { name: 'gives status 000', behave: answer('HTTP/1.1 000 X\r\n\r\n'), gives: unreadable },
  { name: 'gives two lengths', behave: answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'gives the same length twice', behave: answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'gives a list of the same length', behave: answer('HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'gives a length and chunks', behave: answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n'), gives: unreadable }, // prettier-ignore
  { name: 'ends its lines by LF alone', behave: answer('HTTP/1.1 200 OK\nContent-Length: 2\n\nOK'), gives: unreadable },
  { name: 'ends one header by LF alone', behave: answer('HTTP/1.1 200 OK\r\nX-A: b\nContent-Length: 2\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'ends its headers by LF alone', behave: answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'folds a header', behave: answer('HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 2\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'folds the length', behave: answer('HTTP/1.1 200 OK\r\nContent-Length:\r\n\t2\r\n\r\nOK'), gives: unreadable }, // prettier-ignore
  { name: 'gives a header without a colon', behave: answer('HTTP/1.1 200 OK\r\nX-A\r\n\r\n'), gives: unreadable },
  { name: 'gives a status of four digits', behave: answer('HTTP/1.1 2000 OK\r\n\r\n'), gives: unreadable },
  { name: 'speaks TLS', behave: answer('\x15\x03\x01\0\x02\x02\x46'), gives: { fault: 'invalid response' } },
  { name: 'sends a page without a status', behave: answer('<html>ok</html>'), gives: { fault: 'invalid response' } },
  { name: 'switches protocols unasked', behave: answer('HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'), gives: unreadable }, // prettier-ignore
  { name: 'sends 100 and then 200', behave: answer(`HTTP/1.1 100 Continue\r\n\r\n${ok}`), gives: { status: 200 }, reply: 'OK' }, // prettier-ignore
  { name: 'sends 100 a byte at a time and then 200', behave: drip(`HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 X\r\n\r\n`), gives: { status: 200 } }, // prettier-ignore
  { name: 'sends 100, 100, 103, 100 and then 599', behave: answer('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\nX-A: b\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 599 X\r\nContent-Length: 0\r\n\r\n'), gives: { status: 599 } }, // prettier-ignore
  { name: 'sends 103 and then 204', behave: answer('HTTP/1.1 103 X\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'), gives: { status: 204 } }, // prettier-ignore
  { name: 'sends 100 and then nothing', behave: answer('HTTP/1.1 100 Continue\r\n\r\n'), gives: { fault: 'timed out' } }, // prettier-ignore
  { name: 'sends 103 for ever', behave: answer('', flood(Buffer.from('HTTP/1.1 103 X\r\nLink: </a>\r\n\r\n'.repeat(50)), 1e4)), gives: { fault: 'timed out' } }, // prettier-ignore
  { name: 'sends 100 for ever', behave: answer('', flood(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)), 1e4)), gives: { fault: 'timed out' } }, // prettier-ignore
  { name: 'is of HTTP/1.0', behave: answer('HTTP/1.0 200 OK\r\n\r\nold', end), gives: { status: 200 }, reply: 'old' },
  { name: 'tells no length and stays', behave: answer('HTTP/1.1 200 OK\r\n\r\nstays'), gives: { status: 200 }, reply: 'stays' }, // prettier-ignore
  { name: 'answers before the request is whole', behave: (socket) => void socket.write(ok), gives: { status: 200 } },
  { name: 'gives 599', behave: answer('HTTP/1.1 599 X\r\nContent-Length: 0\r\n\r\n'), gives: { status: 599 } },
  { name: 'redirects', behave: answer('HTTP/1.1 301 X\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'), gives: { status: 301 } }, // prettier-ignore
  { name: 'replies with bytes that are no UTF-8', behave: answer(Buffer.from('HTTP/1.0 500 X\r\n\r\na\xff\0b', 'latin1'), end), gives: { status: 500 }, reply: 'a\ufffd\0b' }, // prettier-ignore
];

describe('deliver to a receiver that', () => {
  let sink: Sink;
  const start = async (behave: (socket: Socket) => void): Promise<number> => (sink = await startSink(behave)).port;
  afterEach(() => sink.close());

  for (const { name, behave, gives, reply } of cases) {
    it(`${name}: ${JSON.stringify(gives)}`, async () => {
      const attempt = await deliverTo(await start(behave));
      assert.deepEqual([attempt.result, attempt.blocked], [gives, false]);
      if (reply !== undefined) assert.equal(attempt.reply, reply);
      await sink.idle();
    });
  }

  const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n';
  const floods: { name: string; piece: Buffer }[] = [
    { name: 'sends 100 MB', piece: Buffer.alloc(MEGABYTE, 'x') },
    { name: 'sends a gzip bomb', piece: gzipSync(Buffer.alloc(200 * MEGABYTE)) },
    { name: 'sends 100 MB of characters', piece: Buffer.from('€'.repeat(MEGABYTE / 4)) },
  ];
  for (const { name, piece } of floods) {
    it(`${name} in its body: keeps 4 KiB as text and cuts it off`, async () => {
      const total = 100 * MEGABYTE;
      const attempt = await deliverTo(await start(answer(head, flood(piece, Math.ceil(total / piece.length)))));
      assert.deepEqual(attempt.result, { status: 200 });
      assert.equal(attempt.reply, new TextDecoder().decode(piece.subarray(0, 4_096), { stream: true }));
      await sink.idle();
      // What is in flight in the system's buffers cannot be called back.
      assert.ok(sink.sent() < 30 * MEGABYTE, `${sink.sent()} bytes were taken`);
    });
  }

  it('misbehaves, a hundred times at once: leaves no connection and no timer behind', async () => {
    const count = (): number => process.getActiveResourcesInfo().filter((kind) => /TCP|TLS|Timeout/.test(kind)).length;
    const port = await start(answer('', (socket) => cases[socket.remotePort! % cases.length]!.behave(socket)));
    const before = count();
    const client = localDeliverer({ agentOptions: { connections: 100 } });
    const url = `http://127.0.0.1:${port}/`;
    const attempts = await Promise.all(Array.from({ length: 100 }, () => client.deliver(delivery(url))));
    assert.equal(attempts.length, 100);
    await client.close();
    await sink.idle();
    // The system reports a closed connection some moments later.
    await waitUntil('all connections and timers to be gone', () => count() <= before);
  });
});

describe('deliver to nobody', () => {
  it('says refused where nothing listens', async () => {
    const sink = await startSink(() => undefined);
    await sink.close();
    assert.deepEqual((await deliverTo(sink.port)).result, { fault: 'refused' });
  });

  it('says connect timed out where the connection is never taken, and none stays when closed', async () => {
    const hole = await startBlackHole();
    const client = localDeliverer({ deadlines: { connectMs: 200, totalMs: 60_000 } });
    const url = `http://127.0.0.1:${hole.port}/`;
    const attempts = await Promise.all(Array.from({ length: 20 }, () => client.deliver(delivery(url))));
    assert.deepEqual(new Set(attempts.map(({ result }) => 'fault' in result && result.fault)), new Set(['connect timed out'])); // prettier-ignore
    await client.close();
    await hole.close();
  });

  it('says no free connection where all are taken until the deadline, and never sends that request', async () => {
    const attemptOf = (request: string): number => Number(/webhook-attempt: (\d+)/.exec(request)?.[1]);
    const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
    const receiver = await startReceiver({ reply: (request) => (attemptOf(request) === 1 ? '' : ok) });
    const client = localDeliverer({ agentOptions: { connections: 1 } });
    const send = (attempt: number): Promise<Attempt> =>
      client.deliver(delivery(`http://127.0.0.1:${receiver.port}/`, { attempt }));
    // The next three then begin in the same instant, so that none has time left when the first gives its connection up.
    await send(0);
    const attempts = await Promise.all([1, 2, 3].map(send));
    attempts.push(await send(4));
    assert.deepEqual(attempts.map(({ result }) => result), [{ fault: 'timed out' }, { fault: 'no free connection' }, { fault: 'no free connection' }, { status: 200 }]); // prettier-ignore
    assert.deepEqual(receiver.requests.map(attemptOf), [0, 1, 4]);
    await client.close();
    await receiver.close();
  });

  it('says stopped for what is under way when it is closed', async () => {
    const sink = await startSink(() => undefined);
    const hole = await startBlackHole();
    const client = localDeliverer({ deadlines: { connectMs: 60_000, totalMs: 60_000 } });
    const under = [sink, hole].map(({ port }) => client.deliver(delivery(`http://127.0.0.1:${port}/`)));
    under.push(client.deliver(delivery('http://name.example/')));
    await new Promise((resolve) => setImmediate(resolve));
    await client.close();
    assert.deepEqual((await Promise.all(under)).map(({ result }) => result), Array(3).fill({ fault: 'stopped' })); // prettier-ignore
    await sink.close();
    await hole.close();
  });
});
