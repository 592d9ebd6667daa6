import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { makeApi } from '../../../console/api/client.js';
import { Problem } from '../../../console/api/problem.js';

describe('reading from the console', () => {
  it('is given up when the gateway takes the request and says nothing', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const parts = { wasUsed: () => true, onSessionEnd: () => undefined, fetch: (request: Request) => fetch(request) };
      const api = makeApi({ prefix, ...parts, readWithinMs: 50 });
      await assert.rejects(api.GET('/v1/admin/overview'), (error) => error instanceof Problem && error.status === 0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
