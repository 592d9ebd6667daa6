import assert from 'node:assert/strict';
import { checkNotificationUrl } from '../../engine/config/notification-url-check.js';
import { readUrl } from '../../engine/read-url.js';

describe('readUrl', () => {
  it('reads a URL and nothing else', () => {
    assert.equal(readUrl('HTTPS://P.example:443/a')?.href, 'https://p.example/a');
    for (const text of ['', 'p.example', 'https://', 'https://p.example:99999/'])
      assert.equal(readUrl(text), undefined);
  });

  it('still reads a host with an umlaut once it is called so often that it is optimised', () => {
    // The fault of URL.canParse appears after some thousand calls.
    const faults = Array.from({ length: 100_000 }, () => checkNotificationUrl('https://bücher.example/x'));
    assert.equal(faults.findIndex((fault) => fault !== undefined), -1); // prettier-ignore
  });
});
