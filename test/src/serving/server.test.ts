import assert from 'node:assert/strict';
import { type RequestListener } from 'node:http';
import { type Patience, type RunningServer, startServer } from '../../../src/serving/server.js';
import { openRaw } from '../../support/raw-http.js';
import { waitUntil } from '../../support/wait-until.js';

const HOUR_MS = 3_600_000;

describe('the server', () => {
  let server: RunningServer;
  afterEach(() => server.stop());

  async function start(patience: Partial<Patience>, listener: RequestListener) {
    const usual = { handshake: 300, headers: 300, request: 300, keepAlive: 300, check: 50, stop: 300 };
    server = await startServer(
      listener,
      { host: '127.0.0.1', port: 0, tls: undefined },
      { patience: { ...usual, ...patience } },
    );
    return openRaw(server.port);
  }

  it('cuts a client that does not read its reply', async () => {
    let closed: boolean | undefined;
    const { socket } = await start({}, (req, res) => {
      req.socket.once('close', () => (closed = true));
      res.end(Buffer.alloc(30_000_000));
    });
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await waitUntil('the end of the connection', () => closed);
    socket.destroy();
  });

  it('closes a connection that is idle for too long', async () => {
    const { socket, closed, received } = await start(
      { headers: HOUR_MS, request: HOUR_MS },
      (_, res) => void res.end('whole'),
    );
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    assert.equal(await closed, false);
    assert.ok(received().endsWith('whole'));
  });
});
