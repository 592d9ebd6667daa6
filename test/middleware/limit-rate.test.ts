import assert from 'node:assert/strict';
import request from 'supertest';
import { limitRate } from '../../middleware/limit-rate.js';
import { type SharedWindows } from '../../middleware/authentication/shared-windows.js';
import { TEST_NOW } from '../support/test-now.js';
import { appWith } from './app-with.js';

describe('limitRate', () => {
  let now = TEST_NOW;
  const setUp = () =>
    appWith(limitRate({ perMinute: 2, keyOf: (req) => String(req.headers['x-user']), now: () => now }));

  it('says on each reply what is left, in the headers of IETF draft 8', async () => {
    const { headers } = await request(setUp()).get('/').set('X-User', 'a');
    assert.match(String(headers.ratelimit), /^"[^"]+"; r=1; t=60$/);
    assert.match(String(headers['ratelimit-policy']), /^"[^"]+"; q=2; w=60; pk=:.+:$/);
  });

  it('refuses past the limit with 429 and Retry-After, each caller counted apart', async () => {
    const app = setUp();
    const get = (user: string) => request(app).get('/').set('X-User', user);
    for (const status of [200, 200, 429]) assert.equal((await get('a')).status, status);
    const refused = await get('a');
    assert.equal((refused.body as { error_code: number }).error_code, 429);
    assert.match(String(refused.headers['retry-after']), /^60$/);
    assert.match(String(refused.headers.ratelimit), /r=0/);
    assert.equal((await get('b')).status, 200);
    now += 60_000;
    assert.equal((await get('a')).status, 200);
  });

  it('begins anew when the clock is set back, rather than making a caller wait until it has caught up', async () => {
    const app = setUp();
    const get = () => request(app).get('/').set('X-User', 'c');
    for (const status of [200, 200, 429]) assert.equal((await get()).status, status);
    now -= 3_600_000;
    const { status, headers } = await get();
    assert.equal(status, 200);
    assert.match(String(headers.ratelimit), /r=1; t=60$/);
    assert.equal((await get()).status, 200);
    assert.equal((await get()).headers['retry-after'], '60');
  });

  it('counts what the caller has asked of another process, in the minute that began first', async () => {
    let hear: Parameters<SharedWindows['listen']>[0] = () => undefined;
    const told: string[] = [];
    const shared: SharedWindows = {
      tell: (key, { by }) => void told.push(`${key} ${by}`),
      listen: (hearer) => void (hear = hearer),
    };
    const app = appWith(limitRate({ perMinute: 3, keyOf: () => 'd', now: () => now, shared }));
    await request(app).get('/');
    hear('d', { by: 1, endsAt: now + 30_000 });
    const { headers } = await request(app).get('/');
    assert.match(String(headers.ratelimit), /r=0; t=30$/);
    assert.deepEqual(told, ['d 1', 'd 1']);
  });
});
