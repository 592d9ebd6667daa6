import assert from 'node:assert/strict';
import request from 'supertest';
import { sameOrigin } from '../../../middleware/console/same-origin.js';
import { appWith, REACHED } from '../app-with.js';

const OURS = 'https://pop.example.com';

describe('sameOrigin', () => {
  const app = appWith(sameOrigin({ origin: OURS }));

  for (const { method, site, origin, passes } of [
    { method: 'get', passes: true },
    { method: 'get', site: 'cross-site', passes: true },
    { method: 'post', site: 'same-origin', passes: true },
    { method: 'post', site: 'same-origin', origin: 'https://elsewhere.example.com', passes: true },
    { method: 'post', origin: OURS, passes: true },
    { method: 'post', passes: false },
    { method: 'post', site: 'none', passes: false },
    { method: 'post', site: 'same-site', origin: OURS, passes: false },
    { method: 'put', site: 'cross-site', origin: OURS, passes: false },
    { method: 'patch', origin: 'https://elsewhere.example.com', passes: false },
    { method: 'delete', origin: 'null', passes: false },
  ] as const) {
    const from = [site && `site ${site}`, origin && `origin ${origin}`].filter(Boolean).join(' and ') || 'neither';
    it(`${passes ? 'passes' : 'refuses'} ${method.toUpperCase()} with ${from}`, async () => {
      const headers = { ...(site && { 'Sec-Fetch-Site': site }), ...(origin && { Origin: origin }) };
      const { status, body } = await request(app)[method]('/').set(headers);
      assert.equal(status, passes ? 200 : 403);
      if (passes) assert.deepEqual(body, REACHED);
    });
  }
});
