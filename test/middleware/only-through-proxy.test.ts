import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import https from 'node:https';
import { type AddressInfo } from 'node:net';
import request from 'supertest';
import { onlyThroughProxy } from '../../middleware/only-through-proxy.js';
import { makeCertificate } from '../support/certificate.js';
import { appWith, REACHED } from './app-with.js';

const openOnLoopback = ['/livez'];

describe('onlyThroughProxy', () => {
  for (const { name, path, isProxy, status } of [
    { name: 'passes what the proxy sends', path: '/v1/whoami', isProxy: true, status: 200 },
    { name: 'refuses plain HTTP of others', path: '/v1/whoami', isProxy: false, status: 400 },
    { name: 'passes a look at the health from this machine', path: '/livez', isProxy: false, status: 200 },
    { name: 'refuses what only begins like it', path: '/livez/x', isProxy: false, status: 400 },
  ]) {
    it(name, async () => {
      const asked: string[] = [];
      const app = appWith(onlyThroughProxy({ isProxy: (address) => (asked.push(address), isProxy), openOnLoopback }));
      const reply = await request(app).get(path).set('X-Forwarded-For', '203.0.113.9');
      assert.equal(reply.status, status);
      assert.match(asked[0]!, /^(::ffff:)?127\.0\.0\.1$/);
      if (status === 200) assert.deepEqual(reply.body, REACHED);
      else assert.match((reply.body as { detail: string }).detail, /^Plain HTTP is only for the proxy/);
    });
  }

  it('refuses a look at the health from another machine', async () => {
    const app = appWith(
      (req, _res, next) => {
        Object.defineProperty(req, 'socket', { value: { remoteAddress: '203.0.113.9' } });
        next();
      },
      onlyThroughProxy({ isProxy: () => false, openOnLoopback }),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [reply] = await once(httpRequest({ port, path: '/livez', agent: false }).end(), 'response');
    assert.equal((reply as { statusCode: number }).statusCode, 400);
    server.close();
  });

  it('passes what comes by TLS', async () => {
    const app = appWith(onlyThroughProxy({ isProxy: () => false, openOnLoopback }));
    const certificate = makeCertificate();
    const server = https.createServer(certificate, app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asked = https.get({ port, host: 'localhost', path: '/v1/whoami', ca: certificate.cert, agent: false });
    const [reply] = await once(asked, 'response');
    assert.equal((reply as { statusCode: number }).statusCode, 200);
    server.close();
  });
});
