import assert from 'node:assert/strict';
import { isLoopback } from '../../../src/config/is-loopback.js';

describe('isLoopback', () => {
  it('knows this machine from others', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) assert.ok(isLoopback(host), host);
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.evil.example', 'localhost.example'])
      assert.ok(!isLoopback(host), host);
  });
});
