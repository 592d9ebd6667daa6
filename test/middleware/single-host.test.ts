import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { singleHost } from '../../middleware/single-host.js';
import { exchange } from '../support/raw-http.js';
import { appWith, REACHED } from './app-with.js';

describe('singleHost', () => {
  for (const { name, hosts, status } of [
    { name: 'passes one', hosts: ['Host: a'], status: 200 },
    { name: 'passes one and headers of a like name', hosts: ['Host: a', 'X-Host: b', 'Hose: c'], status: 200 },
    { name: 'refuses two', hosts: ['Host: a', 'Host: b'], status: 400 },
    { name: 'refuses two that are equal', hosts: ['Host: a', 'Host: a'], status: 400 },
    { name: 'refuses two in other letters', hosts: ['Host: a', 'Accept: */*', 'hOST: b'], status: 400 },
    { name: 'refuses an empty second one', hosts: ['Host: a', 'Host:'], status: 400 },
  ]) {
    it(name, async () => {
      const server = createServer(appWith(singleHost())).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const lines = ['GET / HTTP/1.1', ...hosts, 'Connection: close', '', ''];
      const reply = await exchange((server.address() as AddressInfo).port, lines.join('\r\n'));
      server.close();
      assert.equal(reply.status, status);
      const body = JSON.parse(reply.body) as Record<string, unknown>;
      if (status === 200) assert.deepEqual(body, REACHED);
      else assert.deepEqual([body.error_code, body.detail], [11, 'The request has more than one Host header.']);
    });
  }
});
