import assert from 'node:assert/strict';
import request from 'supertest';
import { ownSiteOnly } from '../../middleware/own-site-only.js';
import { appWith, REACHED } from './app-with.js';

describe('ownSiteOnly', () => {
  for (const { method, site, passes } of [
    { method: 'POST', site: undefined, passes: true },
    { method: 'POST', site: 'same-origin', passes: true },
    { method: 'POST', site: 'none', passes: true },
    { method: 'GET', site: 'cross-site', passes: true },
    { method: 'POST', site: 'cross-site', passes: false },
    { method: 'POST', site: 'same-site', passes: false },
    { method: 'PATCH', site: 'cross-site', passes: false },
    { method: 'POST', site: 'what comes next', passes: false },
  ] as const) {
    it(`${passes ? 'passes' : 'refuses'} ${method} ${site === undefined ? 'without a site' : `from ${site}`}`, async () => {
      const app = appWith(ownSiteOnly());
      const sent = { POST: request(app).post('/'), GET: request(app).get('/'), PATCH: request(app).patch('/') }[method];
      const { status, body } = await (site === undefined ? sent : sent.set('Sec-Fetch-Site', site));
      assert.equal(status, passes ? 200 : 400);
      if (passes) assert.deepEqual(body, REACHED);
      else assert.equal((body as { error_code: number }).error_code, 11);
    });
  }
});
