import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type GatewayProcess, makeFolder, startProcess } from '../support/process.js';
import { openRaw, parseReply } from '../support/raw-http.js';

const PASSWORD = 'demo-pass';
const AUTHORIZATION = `Basic ${Buffer.from(`demo-partner:${PASSWORD}`).toString('base64')}`;

describe('the stop of the gateway', () => {
  let gateway: GatewayProcess;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    const made = await makeFolder();
    remove = made.remove;
    gateway = await startProcess({
      DATABASE_URL: `sqlite:${made.folder}/pop.sqlite`,
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
    });
  });
  afterEach(async () => {
    gateway.child.kill('SIGKILL');
    await gateway.ended;
    await remove();
  });

  const head = (id: string, length: number, more = '') =>
    `POST /api/1.0 HTTP/1.1\r\nHost: a\r\nX-Request-Id: ${id}\r\nAuthorization: ${AUTHORIZATION}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;
  const BODY = '{"command":"application_get","partner_api":true}';
  const isWhole = (text: string) => text.includes('\r\n\r\n') && text.endsWith('}');

  it('ends although the reader of its log has gone', async () => {
    gateway.child.stdout!.destroy();
    gateway.child.kill('SIGTERM');
    const { code } = await gateway.ended;
    assert.equal(code, 0);
  });

  it('ends by itself although the reader of its log does not read, and one of its threads waits for that', async () => {
    const { child } = gateway;
    child.stdout!.pause();
    // More than the pipe takes.
    for (let request = 0; request < 100; request++) await fetch(gateway.url + '/x'.repeat(5_000));
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [null, 'SIGKILL']);
    child.stdout!.resume();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`answers all that was accepted, closes idle connections and ends with code 0 at once: ${signal}`, async () => {
      const idle = await openRaw(gateway.port);
      idle.socket.write(head('idle', BODY.length) + BODY);
      await idle.until(isWhole);

      // The password is already verified. So each of these requests soon reaches the point where it waits for its body.
      const under = await Promise.all(Array.from({ length: 20 }, () => openRaw(gateway.port)));
      under.forEach(({ socket }, index) => socket.write(head(`under-way-${index}`, BODY.length) + BODY.slice(0, 10)));
      const slow = await openRaw(gateway.port);
      slow.socket.pause();
      slow.socket.write(`GET /openapi.json HTTP/1.1\r\nHost: a\r\nX-Request-Id: slow\r\n\r\n`);
      // When the process answers this, it has all bytes that were sent before.
      const last = await openRaw(gateway.port);
      last.socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
      await last.until(isWhole);

      const greeting = gateway.stderr();
      gateway.child.kill(signal);
      assert.equal(await idle.closed, false);
      await last.closed;
      for (const { socket } of under) socket.write(BODY.slice(10));
      slow.socket.resume();
      await Promise.all([...under, slow].map(({ closed }) => closed));

      const [, ...replies] = [idle, ...under].map((connection) => parseReply(connection.received()));
      for (const { status, headers, body } of replies) {
        assert.deepEqual([status, headers['connection']], [200, 'close']);
        assert.equal((JSON.parse(body) as { count: number }).count, 3);
      }
      const page = parseReply(slow.received());
      assert.equal(page.status, 200);
      assert.ok((JSON.parse(page.body) as { paths: object }).paths);

      const { code, stdout, stderr } = await gateway.ended;
      assert.deepEqual([code, stderr], [0, greeting]);
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      assert.equal(
        lines.filter(({ request_id: id, status }) => id?.startsWith('under-way') && status === 200).length,
        20,
      );
      assert.equal(lines.at(-1)?.msg, 'stopped');
      await assert.rejects(openRaw(gateway.port));
    });
  }

  it('cuts a client that never ends its request, and still ends with code 0 in less than 10 s', async () => {
    const hanging = await openRaw(gateway.port);
    hanging.socket.write(head('hanging', 1_000) + '{');
    const last = await openRaw(gateway.port);
    last.socket.write(head('last', BODY.length, 'Connection: close\r\n') + BODY);
    await last.until(isWhole);
    const stopped = process.hrtime.bigint();
    gateway.child.kill('SIGTERM');
    // A second signal changes nothing.
    gateway.child.kill('SIGTERM');
    const { code } = await gateway.ended;
    const seconds = Number(process.hrtime.bigint() - stopped) / 1e9;
    assert.equal(code, 0);
    assert.ok(seconds < 10, `${seconds} s`);
    await hanging.closed;
    assert.equal(hanging.received(), '');
  });
});

interface Line {
  msg: string;
  request_id?: string;
  status?: number;
}
