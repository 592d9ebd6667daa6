import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Registry } from 'prom-client';
import { boundedConnections } from '../../../../src/serving/connections/bounded-connections.js';
import { type RunningServer, startServer } from '../../../../src/serving/server.js';
import { makeCertificate } from '../../../support/certificate.js';
import { makeFolder } from '../../../support/process.js';
import { waitUntil } from '../../../support/wait-until.js';

const ONE = '127.0.1.1';
const NEIGHBOUR = '127.0.1.2';
const OTHER = '127.0.2.1';
const PROXY = '127.0.3.1';

describe('the limit of connections', () => {
  let server: RunningServer;
  let registry: Registry;
  let sockets: Socket[];
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let ca: string;

  before(async () => {
    folder = await makeFolder();
    const { cert, key } = makeCertificate();
    ca = cert;
    await writeFile(join(folder.folder, 'cert.pem'), cert);
    await writeFile(join(folder.folder, 'key.pem'), key);
  });
  after(() => folder.remove());
  beforeEach(() => void (sockets = []));
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });

  async function start({ tls = false } = {}): Promise<void> {
    const files = { certFile: join(folder.folder, 'cert.pem'), keyFile: join(folder.folder, 'key.pem') };
    registry = new Registry();
    const isProxy = boundedConnections(PROXY, registry);
    server = await startServer(
      (_req, res) => res.end('served'),
      { host: '127.0.0.1', port: 0, tls: tls ? files : undefined },
      // All addresses here are loopback, of which only the proxy's shall be exempt.
      { connections: { ...isProxy, isExempt: (address) => address.endsWith(PROXY), limits: { host: 2, network: 3 } } },
    );
  }

  /** Opens a connection from that address, and tells whether it stays open and serves. */
  async function opens(from: string): Promise<boolean> {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: from });
    socket.on('error', () => undefined);
    sockets.push(socket);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const answer = once(socket, 'data').then(
      ([data]) => String(data).startsWith('HTTP/1.1 200'),
      () => false,
    );
    return Promise.race([answer, once(socket, 'close').then(() => false)]);
  }

  const refused = async (): Promise<number> =>
    (await registry.getSingleMetric('pop_connections_refused_total')!.get()).values[0]!.value;

  it('closes what one address opens beyond it, counts that, and serves others', async () => {
    await start();
    assert.deepEqual([await opens(ONE), await opens(ONE), await opens(ONE)], [true, true, false]);
    assert.equal(await refused(), 1);
    assert.equal(await opens(OTHER), true);
  });

  it('has a wider limit for the network around the address', async () => {
    await start();
    const opened = [await opens(ONE), await opens(ONE), await opens(NEIGHBOUR), await opens(NEIGHBOUR)];
    assert.deepEqual(opened, [true, true, true, false]);
  });

  it('has a place again for each connection that ended', async () => {
    await start();
    assert.deepEqual([await opens(ONE), await opens(ONE), await opens(ONE)], [true, true, false]);
    sockets[0]!.destroy();
    await waitUntil('a free place', () => opens(ONE));
    assert.equal(await opens(ONE), false);
  });

  it('is none for the proxy', async () => {
    await start();
    for (let count = 0; count < 10; count += 1) assert.equal(await opens(PROXY), true);
    assert.equal(await refused(), 0);
  });

  it('holds before TLS, and the server goes on', async () => {
    await start({ tls: true });
    const shakes = async (from: string): Promise<boolean> => {
      const raw = connect({ port: server.port, host: '127.0.0.1', localAddress: from });
      const socket = connectTls({ socket: raw, servername: 'localhost', ca });
      sockets.push(raw, socket);
      return once(socket, 'secureConnect').then(
        () => true,
        () => false,
      );
    };
    assert.deepEqual([await shakes(ONE), await shakes(ONE), await shakes(ONE)], [true, true, false]);
    assert.equal(await shakes(OTHER), true);
  });
});

describe('the limit of connections of a gateway', () => {
  const exempt: { address: string; isExempt: boolean }[] = [
    { address: '127.0.0.1', isExempt: true },
    { address: '::1', isExempt: true },
    { address: '::ffff:127.0.0.1', isExempt: true },
    { address: '10.1.2.3', isExempt: true },
    { address: '::ffff:10.1.2.3', isExempt: true },
    { address: '10.2.0.1', isExempt: false },
    { address: '203.0.113.7', isExempt: false },
    { address: '2001:db8::1', isExempt: false },
  ];
  const { isExempt } = boundedConnections('10.1.0.0/16', new Registry());
  for (const each of exempt) {
    it(`${each.isExempt ? 'exempts' : 'holds for'} ${each.address}`, () =>
      assert.equal(isExempt(each.address), each.isExempt));
  }

  it('exempts this machine alone where there is no proxy', () => {
    const without = boundedConnections(undefined, new Registry());
    assert.deepEqual(['127.0.0.1', '10.1.2.3'].map((address) => without.isExempt(address)), [true, false]); // prettier-ignore
  });
});
