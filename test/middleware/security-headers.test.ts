import assert from 'node:assert/strict';
import request from 'supertest';
import { securityHeaders } from '../../middleware/security-headers.js';
import { appWith } from './app-with.js';

describe('securityHeaders', () => {
  it('forbids loading, framing and guessing', async () => {
    const { headers } = await request(appWith(securityHeaders())).get('/');
    assert.equal(headers['content-security-policy'], "default-src 'none';frame-ancestors 'none'");
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  it('sends each header on every reply', async () => {
    const app = appWith(securityHeaders());
    const [first, second] = [await request(app).get('/'), await request(app).get('/')];
    for (const { headers } of [first, second]) {
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
    }
  });
});
