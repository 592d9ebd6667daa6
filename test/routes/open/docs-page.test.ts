import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { docsPage } from '../../../routes/open/docs-page.js';

describe('docsPage', () => {
  const app = express().use(docsPage({ documentUrl: '/the/document.yaml' }));

  it('leads from /docs to /docs/', async () => {
    const reply = await request(app).get('/docs');
    assert.deepEqual([reply.status, reply.headers.location, reply.text], [308, '/docs/', '']);
  });

  it('has no script and no style within the page', async () => {
    const { text } = await request(app)
      .get('/docs/')
      .expect(200)
      .expect('Content-Type', /text\/html/);
    assert.doesNotMatch(text, /<style|style=|<script>|<script [^>]*>[^<]|\son\w+=|https?:/);
  });

  it('shows the document it was told to', async () => {
    const { text } = await request(app)
      .get('/docs/start.js')
      .expect('Content-Type', /javascript/);
    assert.match(text, /"\/the\/document\.yaml"/);
  });

  for (const path of ['/docs/', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js']) {
    it(`serves ${path} under the strict policy`, async () => {
      const { headers } = await request(app).get(path).expect(200);
      const policy = headers['content-security-policy'] ?? '';
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) {
        assert.ok(policy.includes(part), part);
      }
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['referrer-policy'], 'no-referrer');
    });
  }

  it('lets the large files be kept, but not the page', async () => {
    const [page, bundle] = [await request(app).get('/docs/'), await request(app).get('/docs/swagger-ui-bundle.js')];
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.equal(bundle.headers['cache-control'], 'public, max-age=86400');
  });

  const refusals = [
    '/docs/index.html',
    '/docs/package.json',
    '/docs/swagger-initializer.js',
    '/docs/oauth2-redirect.html',
    '/docs//swagger-ui.css',
    '/docs/%2e%2e/package.json',
    '/docs/swagger-ui.css/',
  ];
  for (const path of refusals) {
    it(`has nothing at ${path}`, async () => {
      await request(app).get(path).expect(404);
    });
  }
});
