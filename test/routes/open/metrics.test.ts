import assert from 'node:assert/strict';
import request from 'supertest';
import { metrics } from '../../../routes/open/metrics.js';
import { appWith } from '../../middleware/app-with.js';

const source = { contentType: 'text/plain; version=0.0.4', metrics: () => Promise.resolve('a 1\n') };

describe('metrics', () => {
  it('are for anybody where there is no token', async () => {
    const reply = await request(appWith(metrics({ ...source, token: undefined }))).get('/');
    assert.deepEqual([reply.status, reply.text], [200, 'a 1\n']);
  });

  for (const { name, authorization, status } of [
    { name: 'shows them with it', authorization: 'Bearer a-long-enough-token', status: 200 },
    { name: 'refuses another', authorization: 'Bearer a-long-enough-tokem', status: 401 },
    { name: 'refuses a part of it', authorization: 'Bearer a-long-enough', status: 401 },
    { name: 'refuses it as a password', authorization: `Basic ${btoa('a:a-long-enough-token')}`, status: 401 },
    { name: 'refuses none', authorization: '', status: 401 },
  ]) {
    it(`asks for a token where there is one: ${name}`, async () => {
      const app = appWith(metrics({ ...source, token: 'a-long-enough-token' }));
      const reply = await request(app).get('/').set('Authorization', authorization);
      assert.deepEqual([reply.status, reply.text], [status, status === 200 ? 'a 1\n' : '']);
      assert.equal(reply.headers['www-authenticate'], status === 200 ? undefined : 'Bearer realm="metrics"');
      assert.equal(reply.headers['cache-control'], 'no-store');
    });
  }
});
