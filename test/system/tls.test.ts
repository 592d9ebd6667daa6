import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { type RunningServer, startServer } from '../../src/serving/server.js';
import { makeCertificate } from '../support/certificate.js';
import { makeFolder } from '../support/process.js';

const PATIENCE = { handshake: 200, headers: 5_000, request: 5_000, keepAlive: 5_000, check: 1_000, stop: 1_000 };

describe('the TLS of the gateway', () => {
  let remove: () => Promise<void>;
  let server: RunningServer;
  let ca: string;

  before(async () => {
    const made = await makeFolder();
    remove = made.remove;
    const { cert, key } = makeCertificate();
    ca = cert;
    const tls = { certFile: join(made.folder, 'cert.pem'), keyFile: join(made.folder, 'key.pem') };
    await writeFile(tls.certFile, cert);
    await writeFile(tls.keyFile, key);
    server = await startServer(
      (_req, res) => res.end('served'),
      { host: '127.0.0.1', port: 0, tls },
      { patience: PATIENCE },
    );
  });
  after(async () => {
    await server.stop();
    await remove();
  });

  async function agreed(options: ConnectionOptions): Promise<string> {
    const socket = connect({ host: '127.0.0.1', servername: 'localhost', port: server.port, ca, ...options });
    try {
      await once(socket, 'secureConnect');
      return `${socket.getProtocol()} ${socket.getCipher().name}`;
    } finally {
      (socket as TLSSocket).destroy();
    }
  }

  it('is TLS 1.3 where the client has it', async () => {
    assert.match(await agreed({}), /^TLSv1\.3 /);
  });

  const suites = [
    { suite: 'ECDHE-ECDSA-AES128-GCM-SHA256', taken: true },
    { suite: 'ECDHE-ECDSA-AES256-GCM-SHA384', taken: true },
    { suite: 'ECDHE-ECDSA-CHACHA20-POLY1305', taken: true },
    { suite: 'ECDHE-ECDSA-AES128-SHA256', taken: false },
    { suite: 'ECDHE-ECDSA-AES256-SHA', taken: false },
  ];
  for (const { suite, taken } of suites) {
    it(`${taken ? 'takes' : 'refuses'} the TLS 1.2 suite ${suite}`, async () => {
      const options = { maxVersion: 'TLSv1.2', ciphers: suite } as const;
      if (taken) assert.equal(await agreed(options), `TLSv1.2 ${suite}`);
      else await assert.rejects(agreed(options), /handshake failure/i);
    });
  }

  it('closes the connection of a client that never shakes hands', async () => {
    const socket = connectPlain(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
    assert.equal(await agreed({}).then(() => 'serves others'), 'serves others');
  });
});
