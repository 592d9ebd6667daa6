import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { asCurl } from '../../../console/notifications/as-curl.js';

describe('asCurl', () => {
  it('writes the request over several lines, and keeps masks', () => {
    const headers = [{ name: 'Authorization', value: 'Basic ********' }];
    const text = asCurl({ method: 'PATCH', url: 'https://ats.example.com/hook/1?a=b', headers, body: '{"a":"it\'s"}' });
    assert.equal(
      text,
      "curl -i -X PATCH 'https://ats.example.com/hook/1?a=b' \\\n  -H 'Authorization: Basic ********' \\\n  --data-raw '{\"a\":\"it'\\''s\"}'",
    );
  });

  it('gives the shell each part as it is, whatever is in it', () => {
    const part = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\u0000'));
    fc.assert(
      fc.property(part, part, part, (url, value, body) => {
        const command = asCurl({ method: 'POST', url, headers: [{ name: 'X', value }], body });
        const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' });
        assert.deepEqual(shown.split('\u0000').slice(0, -1), [
          '-i',
          '-X',
          'POST',
          url,
          '-H',
          `X: ${value}`,
          '--data-raw',
          body,
        ]);
      }),
      { numRuns: 30 },
    );
  });
});
