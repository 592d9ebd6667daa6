import assert from 'node:assert/strict';
import { join } from 'node:path';
import { request } from 'undici';
import { makeFolder, startProcess } from '../support/process.js';
import { startReceiver } from '../support/receiver.js';
import { waitUntil } from '../support/wait-until.js';

describe('a test notification of the running gateway', () => {
  it('goes over a connection of its own each time', async () => {
    const { folder, remove } = await makeFolder();
    const receiver = await startReceiver();
    const gateway = await startProcess({
      DATABASE_URL: `sqlite:${join(folder, 'pop.sqlite')}`,
      DEMO: '1',
      DEMO_PASSWORD: 'demo',
      NOTIFY_ALLOW_CIDRS: '127.0.0.0/8',
    });
    const call = async (method: 'PATCH' | 'POST', path: string, body?: object) => {
      const reply = await request(`${gateway.url}/v1/accounts/10000001${path}`, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from('demo-admin:demo').toString('base64')}`,
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: reply.statusCode, body: (await reply.body.json()) as Record<string, unknown> };
    };
    try {
      const url = `http://127.0.0.1:${receiver.port}/`;
      const { status, body } = await call('PATCH', '/config', { fields: [{ key: 'url', value: url }] });
      assert.equal(status, 200, JSON.stringify(body));
      for (let sent = 1; sent <= 2; sent += 1) {
        // Each account has one test notification a second.
        const report = await waitUntil('the next test notification', async () => {
          const reply = await call('POST', '/test-notification');
          return reply.status !== 429 && reply;
        });
        assert.deepEqual([report.body.outcome, typeof report.body.connect_ms], ['delivered', 'number']);
        assert.equal(receiver.connections(), sent);
      }
    } finally {
      await gateway.stop();
      await receiver.close();
      await remove();
    }
  });
});
