import assert from 'node:assert/strict';
import { consoleCookie } from '../../../../src/serving/console/console-cookie.js';

describe('consoleCookie', () => {
  for (const { publicUrl, name, path, secure } of [
    { publicUrl: 'https://pop.example.com', name: '__Host-pop-console', path: '/', secure: true },
    { publicUrl: 'https://example.com/pop', name: '__Secure-pop-console', path: '/pop', secure: true },
    { publicUrl: 'http://127.0.0.1:8080', name: 'pop-console', path: '/', secure: false },
    { publicUrl: 'http://[::1]:8080', name: 'pop-console', path: '/', secure: false },
    { publicUrl: 'http://localhost:8080', name: 'pop-console', path: '/', secure: false },
  ]) {
    it(`is ${name} for ${path} at ${publicUrl}`, () => {
      const { name: named, options, origin, refusal } = consoleCookie(publicUrl);
      assert.deepEqual(
        { named, options, origin, refusal },
        {
          named: name,
          options: { httpOnly: true, sameSite: 'strict', secure, path },
          origin: new URL(publicUrl).origin,
          refusal: undefined,
        },
      );
    });
  }

  for (const publicUrl of ['http://pop.example.com', 'http://192.0.2.7:8080', 'http://localhost.example.com']) {
    it(`is refused in words at ${publicUrl}, where others could read the password`, () => {
      assert.match(consoleCookie(publicUrl).refusal ?? '', /PUBLIC_URL/);
    });
  }
});
