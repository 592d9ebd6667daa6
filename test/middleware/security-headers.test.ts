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
});
